import { type ObjectList, type Pod, toPlainText } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';
import { LifecycleError } from '../lifecycle-error';

/** A Deployment, StatefulSet or DaemonSet as far as its roll-out goes. */
export interface RolloutObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation?: number };
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly readyReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
}

/** How far a roll-out is. */
export interface RolloutProgress {
  readonly isDone: boolean;
  readonly text: string;
}

const POLL_MS = 1_500;
/** What was applied is listed at once; after so long it has been removed again. */
const APPEAR_MS = 15_000;

/** Reads a roll-out's progress by the rules of `kubectl rollout status`. */
export function readProgress({ kind, metadata, spec, status }: RolloutObject): RolloutProgress {
  const name = `${kind} ${metadata.name}`;
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return { isDone: false, text: `${name}: not yet seen by its controller` };
  }
  const isDaemonSet = kind === 'DaemonSet';
  const wanted =
    (isDaemonSet ? status?.desiredNumberScheduled : spec?.replicas) ?? (isDaemonSet ? 0 : 1);
  const updated = (isDaemonSet ? status?.updatedNumberScheduled : status?.updatedReplicas) ?? 0;
  const ready =
    (isDaemonSet
      ? status?.numberAvailable
      : (status?.availableReplicas ?? status?.readyReplicas)) ?? 0;
  const old = isDaemonSet ? 0 : (status?.replicas ?? 0) - updated;
  return {
    isDone: updated >= wanted && ready >= wanted && old <= 0,
    text: `${name}: ${updated} of ${wanted} updated, ${ready} available${old > 0 ? `, ${old} old` : ''}`,
  };
}

/**
 * Waits until workloads are rolled out, and says how far they are.
 * @throws LifecycleError with the pods' states and events when it takes too long
 */
export async function waitForRollouts(
  context: LifecycleContext,
  options: { namespace: string; selector: string; timeoutMs: number },
): Promise<void> {
  const { kubectl, clock, console } = context;
  const { namespace, selector, timeoutMs } = options;
  const startMs = clock.now();
  const kinds = 'deployments,daemonsets,statefulsets';
  for (;;) {
    const { items } = await kubectl.json<ObjectList<RolloutObject>>([
      'get',
      kinds,
      `--namespace=${namespace}`,
      `--selector=${selector}`,
    ]);
    const progress = items.map(readProgress);
    const waiting = progress.filter(({ isDone }) => !isDone);
    if (items.length > 0 && waiting.length === 0) {
      progress.forEach(({ text }) => console.say(text));
      return;
    }
    const text = items.length === 0 ? 'no workloads yet' : waiting.map((w) => w.text).join('; ');
    console.step(() => text);
    const waitedMs = clock.now() - startMs;
    if (items.length === 0 && waitedMs > APPEAR_MS) {
      throw new LifecycleError(`There are no workloads ${selector} in namespace ${namespace}.`, {
        remedy: 'Has somebody else removed them meanwhile? Run the command again.',
      });
    }
    if (waitedMs > timeoutMs) {
      const faults = await describePods(context, namespace, selector);
      throw new LifecycleError(`Not rolled out in ${timeoutMs / 1_000} s. ${text}\n${faults}`, {
        remedy: findRemedy(faults),
      });
    }
    await clock.sleep(POLL_MS);
  }
}

/** Pods that are not ready with their reasons, the newest warnings, and last words of crashed ones. */
export async function describePods(
  { kubectl }: LifecycleContext,
  namespace: string,
  selector: string,
): Promise<string> {
  const { items } = await kubectl.json<ObjectList<Pod>>([
    'get',
    'pods',
    `--namespace=${namespace}`,
    `--selector=${selector}`,
  ]);
  const lines = items.flatMap(describeWaiting);
  const events = await kubectl.attempt([
    'get',
    'events',
    `--namespace=${namespace}`,
    '--field-selector=type=Warning',
    '--sort-by=.lastTimestamp',
    '--no-headers',
    '-o=custom-columns=OBJECT:.involvedObject.name,REASON:.reason,MESSAGE:.message',
  ]);
  lines.push(...events.stdout.trim().split('\n').slice(-8));
  for (const pod of items.filter(({ status }) => hasCrashed(status.containerStatuses))) {
    const logs = await kubectl.attempt([
      'logs',
      `--namespace=${namespace}`,
      pod.metadata.name,
      '--all-containers',
      '--previous',
      '--tail=10',
    ]);
    lines.push(...`${logs.stdout}${logs.stderr}`.trim().split('\n'));
  }
  return lines.map((line) => `  ${toPlainText(line)}`).join('\n');
}

function describeWaiting({ metadata, status }: Pod): string[] {
  const containers = status.containerStatuses ?? [];
  if (containers.length > 0 && containers.every(({ ready }) => ready)) return [];
  const states = containers.map(({ name, state }) => {
    const { reason = 'not ready', message = '' } = state?.waiting ?? {};
    return `${name} ${state?.terminated?.reason ?? reason} ${message}`.trim();
  });
  return [`${metadata.name} is ${status.phase}: ${states.join('; ')}`];
}

function hasCrashed(containers: Pod['status']['containerStatuses']): boolean {
  return (containers ?? []).some(({ state }) => state?.waiting?.reason === 'CrashLoopBackOff');
}

const REMEDIES: readonly { readonly pattern: RegExp; readonly remedy: string }[] = [
  {
    pattern: /ErrImage|ImagePull|InvalidImageName/,
    remedy:
      'The nodes do not have the images: `npm run k8s -- build-images`, then `load-images`, or push them to a registry.',
  },
  {
    pattern: /unbound immediate PersistentVolumeClaims|persistentvolumeclaim/i,
    remedy:
      'No volume for the API’s data: give the cluster a default storage class, or use `--overlay demo`, which needs none.',
  },
  {
    pattern: /Insufficient|didn't match|taint/,
    remedy: 'No node has room for a pod (`kubectl describe pod`).',
  },
  {
    pattern: /violates PodSecurity|forbidden/,
    remedy:
      'The namespace’s Pod Security level refuses the collector’s read-only host paths: docs/security.md.',
  },
];

function findRemedy(text: string): string {
  const known = REMEDIES.find(({ pattern }) => pattern.test(text));
  return known?.remedy ?? '`npm run k8s -- logs` shows what the pods say.';
}
