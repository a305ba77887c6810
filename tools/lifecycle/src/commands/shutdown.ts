import type { KubernetesObject, ObjectList } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';
import { withdrawMetricsApi } from '../metrics-api/withdraw';
import { PRODUCT } from '../product';

export interface ShutdownOptions {
  /** Leave the volume claims, and with them the namespace. */
  readonly keepData?: boolean;
}

const NAMESPACED =
  'deployments,daemonsets,statefulsets,services,networkpolicies,poddisruptionbudgets,serviceaccounts,roles,rolebindings,configmaps,secrets';
const CLUSTER_WIDE = 'clusterrolebindings,clusterroles,priorityclasses';
/** Where the API is given the right to read whom the cluster trusts. */
const TRUST_NAMESPACE = 'kube-system';
/** What every namespace has by itself, and what belongs to our own objects. */
const OF_ITS_OWN = /^(configmap\/kube-root-ca\.crt|serviceaccount\/default|secret\/.*-token-\w+)$/;
const TIMEOUT_SECONDS = 180;

/** Removes an installation: by its label, and its namespace only when nothing else lives there. */
export async function shutdown(
  context: LifecycleContext,
  options: ShutdownOptions,
): Promise<ExitCode> {
  const { kubectl, console, namespace, runner } = context;
  await kubectl.requireCluster();
  const label = `--selector=${PRODUCT.partOf}`;
  const wait = ['--ignore-not-found', `--timeout=${TIMEOUT_SECONDS}s`];
  const long = { timeoutMs: (TIMEOUT_SECONDS + 20) * 1_000 };
  const kinds = options.keepData === true ? NAMESPACED : `${NAMESPACED},persistentvolumeclaims`;
  await withdrawMetricsApi(context);
  console.say(`removing what kubemonitor made in namespace ${namespace}`);
  print(
    context,
    await kubectl.change(['delete', kinds, `--namespace=${namespace}`, label, ...wait], long),
  );
  const trust = ['delete', 'rolebindings', `--namespace=${TRUST_NAMESPACE}`, label, ...wait];
  print(context, await kubectl.change(trust, long));
  print(context, await kubectl.change(['delete', CLUSTER_WIDE, label, ...wait], long));
  if (options.keepData === true) {
    console.print(`kept: namespace ${namespace} and its volume claims`);
    return EXIT.done;
  }
  if (!(await isOurNamespace(context))) return EXIT.done;
  const foreign = await listForeign(context);
  if (foreign.length > 0 && !runner.isDryRun) {
    console.warn(
      `namespace ${namespace} stays, it holds other things: ${foreign.slice(0, 8).join(', ')}`,
    );
    return EXIT.done;
  }
  console.say(`removing namespace ${namespace}; kubelet may take a minute to clean up its pods`);
  print(context, await kubectl.change(['delete', 'namespace', namespace, ...wait], long));
  if (!runner.isDryRun) await requireGone(context);
  return EXIT.done;
}

function print({ console }: LifecycleContext, text: string): void {
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '' && line !== 'No resources found')
    .forEach((line) => console.print(line));
}

/** A namespace that somebody made for something else has not our label. */
async function isOurNamespace({ kubectl, namespace, console }: LifecycleContext): Promise<boolean> {
  const found = await kubectl.jsonOrUndefined<KubernetesObject>(['get', 'namespace', namespace]);
  if (found === undefined) return false;
  const [key, value] = PRODUCT.partOf.split('=');
  if (found.metadata.labels?.[key] === value) return true;
  console.warn(`namespace ${namespace} was not made by kubemonitor and stays`);
  return false;
}

/** Objects in the namespace that are not ours and not made by Kubernetes for ours. */
async function listForeign({ kubectl, namespace }: LifecycleContext): Promise<string[]> {
  const kinds = `${NAMESPACED},persistentvolumeclaims,jobs,cronjobs,pods`;
  const { items } = await kubectl.json<ObjectList<KubernetesObject>>([
    'get',
    kinds,
    `--namespace=${namespace}`,
  ]);
  const [key, value] = PRODUCT.partOf.split('=');
  return items
    .filter(({ metadata }) => metadata.labels?.[key] !== value)
    .map(({ kind = '', metadata }) => `${kind.toLowerCase()}/${metadata.name}`)
    .filter((name) => !OF_ITS_OWN.test(name));
}

/** @throws LifecycleError naming what is left */
async function requireGone({ kubectl, console }: LifecycleContext): Promise<void> {
  const left = await kubectl.text([
    'get',
    `namespaces,${CLUSTER_WIDE}`,
    `--selector=${PRODUCT.partOf}`,
    '-o',
    'name',
  ]);
  if (left.trim() !== '') {
    throw new LifecycleError(`Still there: ${left.trim().split('\n').join(', ')}`, {
      remedy: 'Run the command again; a finalizer may need time.',
    });
  }
  console.print('nothing of kubemonitor is left in the cluster');
}
