import type { PodRecord } from './pod-record';

/** The members of an answer that say who a pod is and what it was promised. */
export function describePod(pod: PodRecord): Record<string, unknown> {
  const { identity, workload } = pod;
  const { qos, hostNetwork } = pod.entity?.traits ?? {};
  return {
    namespace: pod.namespace ?? null,
    pod: pod.name ?? null,
    uid: pod.uid,
    node: pod.node ?? null,
    deployment: workload?.kind === 'Deployment' ? workload.name : undefined,
    workload,
    qos: identity?.qos ?? qos,
    host_network: identity?.hostNetwork ?? hostNetwork ?? undefined,
    static_pod: identity?.isStatic || undefined,
    phase: identity?.phase,
    status: identity?.status,
    created_at: toTimestamp(identity?.createdAtMs),
    started_at: toTimestamp(identity?.startedAtMs),
    deleted_at: toTimestamp(identity?.deletedAtMs),
    restarts: identity?.restarts,
    cpu_request_millicores: identity?.requests.cpuMillicores,
    memory_request_bytes: identity?.requests.memoryBytes,
  };
}

/** A time as RFC 3339. */
export function toTimestamp(timeMs: number | undefined): string | undefined {
  return timeMs === undefined ? undefined : new Date(timeMs).toISOString();
}
