import { isFinished, type ContainerIdentity, type PodIdentity } from '../../identity/pod-identity';
import type { Finding, FindingCode, Severity } from './finding';
import { MANY_RESTARTS, PENDING_MS, RECENT_MS, UNSCHEDULED_MS } from './thresholds';

const PULL_REASONS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
]);

const CREATE_REASONS: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreStartHookError',
  'PostStartHookError',
]);

/** What is wrong with a pod by what the cluster says of it. */
export function judgePodState(pod: PodIdentity, nowMs: number): Finding[] {
  if (pod.deletedAtMs !== undefined) return [];
  if (isFinished(pod)) return judgeEnd(pod, nowMs);
  const containers = pod.containers.flatMap((container) => judgeContainer(pod, container, nowMs));
  const isWaiting = pod.phase === 'Pending' && containers.length === 0;
  return isWaiting ? judgeWaiting(pod, nowMs) : containers;
}

function judgeContainer(pod: PodIdentity, container: ContainerIdentity, nowMs: number): Finding[] {
  const { name, reason = '' } = container;
  const found = (severity: Severity, code: FindingCode, message: string, more = {}): Finding => ({
    severity,
    code,
    ...placeOf(pod),
    container: name,
    message,
    ...more,
  });
  if (container.state === 'waiting' && reason === 'CrashLoopBackOff') {
    const restarts = { value: container.restarts, unit: 'count', sinceMs: endOf(container) };
    const ending = describeEnd(container);
    return [
      found('error', 'crash_loop', `Container ${name} crashes again and again${ending}.`, restarts),
    ];
  }
  if (container.state === 'waiting' && PULL_REASONS.has(reason)) {
    const message = `The image of container ${name} cannot be pulled (${reason}): ${container.image}.`;
    return [found('error', 'image_pull_failed', message, { sinceMs: pod.createdAtMs })];
  }
  if (container.state === 'waiting' && CREATE_REASONS.has(reason)) {
    const message = `Container ${name} cannot be started (${reason}).`;
    return [found('error', 'container_not_created', message, { sinceMs: pod.createdAtMs })];
  }
  return judgeRestart(container, nowMs, found);
}

/** A kill for want of memory is told by a rule of its own. */
function judgeRestart(
  container: ContainerIdentity,
  nowMs: number,
  found: (severity: Severity, code: FindingCode, message: string, more: object) => Finding,
): Finding[] {
  const { name, restarts, lastTermination } = container;
  const endedMs = lastTermination?.finishedAtMs;
  if (restarts === 0 || endedMs === undefined || nowMs - endedMs > RECENT_MS) return [];
  if (lastTermination?.reason === 'OOMKilled') return [];
  const severity = restarts >= MANY_RESTARTS ? 'warning' : 'info';
  const message = `Container ${name} was restarted within the last hour, ${restarts} times in all${describeEnd(container)}.`;
  return [
    found(severity, 'container_restarted', message, {
      value: restarts,
      unit: 'count',
      sinceMs: endedMs,
    }),
  ];
}

function judgeWaiting(pod: PodIdentity, nowMs: number): Finding[] {
  const { createdAtMs, node } = pod;
  if (createdAtMs === undefined) return [];
  const waitedMs = nowMs - createdAtMs;
  const seconds = { value: Math.floor(waitedMs / 1_000), unit: 'seconds', sinceMs: createdAtMs };
  if (node === undefined) {
    if (waitedMs < UNSCHEDULED_MS) return [];
    const message = 'No node has been found for the pod.';
    const limit = UNSCHEDULED_MS / 1_000;
    return [
      finding('warning', 'pod_not_scheduled', pod, {
        message,
        ...seconds,
        limit,
      } as Partial<Finding>),
    ];
  }
  if (waitedMs < PENDING_MS) return [];
  const message = 'The pod has a node, but its containers have not all started.';
  const limit = PENDING_MS / 1_000;
  return [
    finding('warning', 'pod_pending', pod, { message, ...seconds, limit } as Partial<Finding>),
  ];
}

function judgeEnd(pod: PodIdentity, nowMs: number): Finding[] {
  if (pod.phase !== 'Failed') return [];
  const ends = pod.containers.flatMap(({ lastTermination }) => lastTermination?.finishedAtMs ?? []);
  const endedMs = ends.length === 0 ? pod.createdAtMs : Math.max(...ends);
  if (endedMs === undefined || nowMs - endedMs > RECENT_MS) return [];
  const message = `The pod has failed (${pod.status}).`;
  return [finding('warning', 'pod_failed', pod, { message, sinceMs: endedMs })];
}

function finding(
  severity: Severity,
  code: FindingCode,
  pod: PodIdentity,
  more: Partial<Finding>,
): Finding {
  return { severity, code, ...placeOf(pod), message: '', ...more };
}

function placeOf({ namespace, name, node }: PodIdentity) {
  return { kind: 'pod' as const, namespace, name, node };
}

function endOf({ lastTermination }: ContainerIdentity): number | undefined {
  return lastTermination?.finishedAtMs;
}

function describeEnd({ lastTermination }: ContainerIdentity): string {
  if (lastTermination === undefined) return '';
  const { reason, exitCode } = lastTermination;
  const words = [reason, exitCode === undefined ? undefined : `exit code ${exitCode}`];
  const known = words.filter((word) => word !== undefined);
  return known.length === 0 ? '' : `; the last time: ${known.join(', ')}`;
}
