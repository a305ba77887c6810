import { isFinished, type ContainerIdentity, type PodIdentity } from '../../identity/pod-identity';
import type { FindingCode, FindingValues } from '@kubemonitor/metrics-model';
import { find, type Finding, type Severity } from './finding';
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
  const { name, reason = '', image } = container;
  const found = (severity: Severity, code: FindingCode, values: FindingValues, more = {}) =>
    find({
      severity,
      code,
      ...placeOf(pod),
      container: name,
      values: { containers: [name], ...values },
      ...more,
    });
  if (container.state === 'waiting' && reason === 'CrashLoopBackOff') {
    const restarts = { value: container.restarts, unit: 'count', sinceMs: endOf(container) };
    return [found('error', 'crash_loop', describeEnd(container), restarts)];
  }
  const since = { sinceMs: pod.createdAtMs };
  if (container.state === 'waiting' && PULL_REASONS.has(reason)) {
    return [found('error', 'image_pull_failed', { reason, image }, since)];
  }
  if (container.state === 'waiting' && CREATE_REASONS.has(reason)) {
    return [found('error', 'container_not_created', { reason }, since)];
  }
  return judgeRestart(container, nowMs, found);
}

/** A kill for want of memory is told by a rule of its own. */
function judgeRestart(
  container: ContainerIdentity,
  nowMs: number,
  found: (severity: Severity, code: FindingCode, values: FindingValues, more: object) => Finding,
): Finding[] {
  const { restarts, lastTermination } = container;
  const endedMs = lastTermination?.finishedAtMs;
  if (restarts === 0 || endedMs === undefined || nowMs - endedMs > RECENT_MS) return [];
  if (lastTermination?.reason === 'OOMKilled') return [];
  const severity = restarts >= MANY_RESTARTS ? 'warning' : 'info';
  const values = { count: restarts, ...describeEnd(container) };
  const more = { value: restarts, unit: 'count', sinceMs: endedMs };
  return [found(severity, 'container_restarted', values, more)];
}

function judgeWaiting(pod: PodIdentity, nowMs: number): Finding[] {
  const { createdAtMs, node } = pod;
  if (createdAtMs === undefined) return [];
  const waitedMs = nowMs - createdAtMs;
  const isScheduled = node !== undefined;
  const limitMs = isScheduled ? PENDING_MS : UNSCHEDULED_MS;
  if (waitedMs < limitMs) return [];
  return [
    find({
      severity: 'warning',
      code: isScheduled ? 'pod_pending' : 'pod_not_scheduled',
      ...placeOf(pod),
      value: Math.floor(waitedMs / 1_000),
      limit: limitMs / 1_000,
      unit: 'seconds',
      sinceMs: createdAtMs,
    }),
  ];
}

function judgeEnd(pod: PodIdentity, nowMs: number): Finding[] {
  if (pod.phase !== 'Failed') return [];
  const ends = pod.containers.flatMap(({ lastTermination }) => lastTermination?.finishedAtMs ?? []);
  const endedMs = ends.length === 0 ? pod.createdAtMs : Math.max(...ends);
  if (endedMs === undefined || nowMs - endedMs > RECENT_MS) return [];
  const values = { reason: pod.status };
  return [
    find({ severity: 'warning', code: 'pod_failed', ...placeOf(pod), values, sinceMs: endedMs }),
  ];
}

function placeOf({ namespace, name, node, workload }: PodIdentity) {
  return { kind: 'pod' as const, namespace, name, node, workload };
}

function endOf({ lastTermination }: ContainerIdentity): number | undefined {
  return lastTermination?.finishedAtMs;
}

function describeEnd({ lastTermination }: ContainerIdentity): FindingValues {
  return { reason: lastTermination?.reason, exit_code: lastTermination?.exitCode };
}
