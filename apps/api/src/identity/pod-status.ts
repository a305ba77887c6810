import type {
  Condition,
  ContainerStatus,
  KubernetesPod,
  TerminatedState,
} from './kubernetes-objects';
import { isSidecar, statusOf } from './pod-resources';

/**
 * One word for what a pod does, as the STATUS column of kubectl: `Running`, `Pending`,
 * `CrashLoopBackOff`, `Init:0/1`, `Completed`, `Terminating` … Must agree with `printPod` of
 * kubernetes `pkg/printers/internalversion/printers.go`, which is the API server's own table;
 * where versions differ, with the newest: a finished pod is not `Terminating`, a sidecar that
 * has started is not `Init`, a failed container outweighs a completed one.
 */
export function toPodStatus(pod: KubernetesPod): string {
  const { metadata, status } = pod;
  const phase = status?.phase ?? 'Unknown';
  // The API server leaves it out or sends null while nobody has deleted the pod.
  if (metadata?.deletionTimestamp) {
    if (status?.reason === 'NodeLost') return 'Unknown';
    if (phase !== 'Succeeded' && phase !== 'Failed') return 'Terminating';
  }
  const scheduled = conditionOf(pod, 'PodScheduled');
  const isGated = scheduled?.reason === 'SchedulingGated';
  const general = isGated ? 'SchedulingGated' : status?.reason || phase;
  const initializing = toInitStatus(pod);
  if (initializing !== undefined && !isTrue(conditionOf(pod, 'Initialized'))) return initializing;
  return toRunStatus(pod, initializing ?? general);
}

/**
 * Restarts as the same table counts them: of the containers and sidecars, while the pod is
 * initializing of its init containers.
 */
export function countRestarts(pod: KubernetesPod): number {
  const { spec, status } = pod;
  const inits = status?.initContainerStatuses ?? [];
  const isInitializing =
    toInitStatus(pod) !== undefined && !isTrue(conditionOf(pod, 'Initialized'));
  if (isInitializing) return sumRestarts(inits);
  const sidecars = (spec?.initContainers ?? [])
    .filter(isSidecar)
    .flatMap((container) => statusOf(container, inits) ?? []);
  return sumRestarts(status?.containerStatuses ?? []) + sumRestarts(sidecars);
}

/** What the first init container that is not done waits for; undefined = all are done. */
function toInitStatus({ spec, status }: KubernetesPod): string | undefined {
  const total = spec?.initContainers?.length ?? 0;
  const sidecars = new Set((spec?.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  const statuses = status?.initContainerStatuses ?? [];
  const at = statuses.findIndex(
    ({ name, state, started }) =>
      state?.terminated?.exitCode !== 0 && !(sidecars.has(name) && started === true),
  );
  if (at < 0) return undefined;
  const { terminated, waiting } = statuses[at].state ?? {};
  if (terminated !== undefined) return `Init:${toTerminationWord(terminated)}`;
  const isNamed = waiting?.reason !== undefined && waiting.reason !== '';
  return isNamed && waiting?.reason !== 'PodInitializing'
    ? `Init:${waiting?.reason}`
    : `Init:${at}/${total}`;
}

/** What the first container that waits or ended says; `otherwise` when all run. */
function toRunStatus(pod: KubernetesPod, otherwise: string): string {
  const statuses = pod.status?.containerStatuses ?? [];
  const word = statuses.map(toContainerWord).find((found) => found !== undefined) ?? otherwise;
  if (word !== 'Completed') return word;
  const failed = statuses.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0);
  const isRunning = statuses.some(
    ({ ready, state }) => ready === true && state?.running !== undefined,
  );
  if (isRunning && isTrue(conditionOf(pod, 'Ready'))) return 'Running';
  if (failed !== undefined) return toContainerWord(failed) ?? word;
  return isRunning ? 'NotReady' : word;
}

function toContainerWord({ state }: ContainerStatus): string | undefined {
  if (state?.waiting?.reason) return state.waiting.reason;
  return state?.terminated === undefined ? undefined : toTerminationWord(state.terminated);
}

function toTerminationWord({ reason, signal = 0, exitCode = 0 }: TerminatedState): string {
  if (reason) return reason;
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

function conditionOf({ status }: KubernetesPod, wanted: string): Condition | undefined {
  return status?.conditions?.find(({ type }) => type === wanted);
}

function isTrue(condition: Condition | undefined): boolean {
  return condition?.status === 'True';
}

function sumRestarts(statuses: readonly ContainerStatus[]): number {
  return statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
}
