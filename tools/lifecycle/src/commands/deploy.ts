import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubectl, KubernetesObject, ObjectList } from '@kubemonitor/compare';
import { findUrl } from '../api/find-url';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { waitForRollouts } from '../kubernetes/rollout';
import { LifecycleError } from '../lifecycle-error';
import { registerMetricsApi, type RegisterOptions } from '../metrics-api/register';
import { PRODUCT } from '../product';

export interface DeployOptions extends RegisterOptions {
  /** A folder of deploy/overlays; deploy/monitor.yaml when left out. */
  readonly overlay?: string;
  /** Another manifest, instead. */
  readonly file?: string;
  /** Seconds to wait for the roll-out. */
  readonly timeout?: string;
  /** Start pods anew although their manifest is the same: for images built again. */
  readonly restart?: boolean;
}

/** What is read of a PersistentVolume. */
interface Volume extends KubernetesObject {
  readonly spec?: { readonly storageClassName?: string };
  readonly status?: { readonly phase?: string };
}

const DEFAULT_TIMEOUT_SECONDS = 240;

/** Applies the manifests and waits until everything runs. */
export async function deploy(context: LifecycleContext, options: DeployOptions): Promise<ExitCode> {
  const { kubectl, console, namespace, runner, env } = context;
  // A variable set to nothing is as good as none.
  const overlay = options.overlay ?? (env['KUBEMONITOR_OVERLAY'] || undefined);
  const source = chooseSource(context.workspace, { ...options, overlay });
  await kubectl.requireCluster();
  await requireVolumes(kubectl, source, namespace);
  console.say(`applying ${source.join(' ')}`);
  const applied = await applyTwice(kubectl, source);
  applied
    .trim()
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith(' unchanged'))
    .forEach((line) => console.print(line));
  if (options.restart === true) await restartOld(context, applied);
  if (runner.isDryRun) {
    await registerMetricsApi(context, options);
    return EXIT.done;
  }
  const seconds = readSeconds(options.timeout);
  const timeoutMs = seconds * 1_000;
  await waitForRollouts(context, { namespace, selector: PRODUCT.partOf, timeoutMs });
  await registerMetricsApi(context, options);
  const { url, how } = await findUrl(context, undefined);
  console.print(
    `kubemonitor runs. From here the API answers at ${url} (${how}), inside the cluster at http://${PRODUCT.service}.${namespace}.`,
  );
  if (how.includes('port-forward')) {
    console.print(
      'That address ends with this command; `npm run k8s -- port-forward` keeps one open.',
    );
  }
  return EXIT.done;
}

/** Starts the pods of those workloads anew that were there before: new ones need no restart. */
async function restartOld(
  { kubectl, namespace }: LifecycleContext,
  applied: string,
): Promise<void> {
  const old = findOld(applied);
  if (old.length > 0) {
    await kubectl.change(['rollout', 'restart', `--namespace=${namespace}`, ...old]);
  }
}

/** Workloads that `kubectl apply` found and did not make, from what it prints. */
export function findOld(applied: string): string[] {
  const lines = applied.matchAll(
    /^((?:deployment|daemonset)\.apps\/\S+) (?:unchanged|configured)$/gm,
  );
  return [...lines].map(([, name]) => name);
}

/** `-f file` or `-k folder`. */
function chooseSource(workspace: string, { overlay, file }: DeployOptions): string[] {
  if (overlay !== undefined && file !== undefined) {
    throw new LifecycleError('--overlay and --file exclude each other.', {
      exitCode: EXIT.badUsage,
    });
  }
  const path =
    file ??
    (overlay === undefined
      ? join(workspace, 'deploy', 'monitor.yaml')
      : join(workspace, 'deploy', 'overlays', overlay));
  if (!existsSync(path)) {
    throw new LifecycleError(`There is no ${path}.`, {
      exitCode: EXIT.badUsage,
      remedy: 'deploy/overlays holds the overlays there are.',
    });
  }
  return overlay === undefined ? ['-f', path] : ['-k', path];
}

function readSeconds(text: string | undefined): number {
  const seconds = Number(text ?? DEFAULT_TIMEOUT_SECONDS);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new LifecycleError(`--timeout "${text}" is not a number of seconds.`, {
    exitCode: EXIT.badUsage,
  });
}

/** A claim without a storage class would wait for ever: it is refused before anything is made. */
async function requireVolumes(
  kubectl: Kubectl,
  source: readonly string[],
  namespace: string,
): Promise<void> {
  const wanted = await kubectl.text(['create', '--dry-run=client', '-o', 'name', ...source]);
  const claims = [...wanted.matchAll(/^persistentvolumeclaim\/(\S+)$/gm)].map(([, name]) => name);
  if (claims.length === 0) return;
  const existing = await kubectl.jsonOrUndefined<ObjectList<KubernetesObject>>([
    'get',
    'persistentvolumeclaims',
    `--namespace=${namespace}`,
  ]);
  const names = (existing?.items ?? []).map(({ metadata }) => metadata.name);
  if (claims.every((claim) => names.includes(claim))) return;
  const classes = await kubectl.json<ObjectList<KubernetesObject>>(['get', 'storageclasses']);
  const hasDefault = classes.items.some(({ metadata }) =>
    Object.entries(metadata.annotations ?? {}).some(
      ([key, value]) => key.endsWith('is-default-class') && value === 'true',
    ),
  );
  if (hasDefault || (await hasFreeVolume(kubectl))) return;
  throw new LifecycleError(
    'The cluster has no default storage class, so nothing would give the API its volume.',
    {
      exitCode: EXIT.missing,
      remedy:
        'Use `--overlay demo`, which keeps data in the pod, or make a storage class the default one.',
    },
  );
}

/**
 * Applies; once more when the first time ended because the namespace was not known everywhere
 * yet or was still going away after a removal.
 */
async function applyTwice(kubectl: Kubectl, source: readonly string[]): Promise<string> {
  const words = ['apply', ...source];
  try {
    return await kubectl.change(words, { timeoutMs: 120_000 });
  } catch (error) {
    const isEarly = /namespaces? .*not found|being terminated/.test(String(error));
    if (!isEarly) throw error;
    const waiting = ['wait', '--for=delete', `namespace/${PRODUCT.namespace}`, '--timeout=120s'];
    await kubectl.attempt(waiting, { timeoutMs: 130_000 });
    return kubectl.change(words, { timeoutMs: 120_000 });
  }
}

/** Whether an administrator has made a volume without a class that a claim can have. */
async function hasFreeVolume(kubectl: Kubectl): Promise<boolean> {
  const volumes = await kubectl.json<ObjectList<Volume>>(['get', 'persistentvolumes']);
  return volumes.items.some(
    ({ spec, status }) => !spec?.storageClassName && status?.phase === 'Available',
  );
}
