import type { Entity } from '@kubemonitor/storage';
import type { PodRecord } from '../directory/pod-record';
import type { ContainerIdentity } from '../identity/pod-identity';
import type { Usage } from './usage';

/** A container of a pod that counts, and what was reported of it. */
export interface MeasuredContainer {
  readonly name: string;
  /** Undefined = the cluster says it runs, and the pod's newest report does not have it. */
  readonly entity: Entity | undefined;
}

/** A pod's containers with what they use, and the interval that holds for the pod. */
export interface PodUsage {
  readonly timestampMs: number;
  readonly windowMs: number;
  readonly containers: readonly { readonly name: string; readonly usage: Usage | undefined }[];
}

/**
 * The containers of a pod that use something now: those its newest report has, and those the
 * cluster says run. Init containers do not count, sidecars do; one that waits or has ended
 * uses nothing, so it is not missing.
 */
export function listMeasured(pod: PodRecord): MeasuredContainer[] {
  const reported = new Map<string, Entity>();
  for (const entity of pod.specContainers()) {
    const run = pod.runOf(entity.id);
    if (run?.current === undefined || entity.lastTick !== pod.entity?.lastTick) continue;
    reported.set(run.name, entity);
  }
  return pod.identities
    .filter(({ kind }) => kind !== 'init')
    .map((container) => ({ name: container.name, entity: reported.get(container.name), container }))
    .filter(({ entity, container }) => entity !== undefined || isRunning(container))
    .map(({ name, entity }) => ({ name, entity }));
}

function isRunning({ state }: ContainerIdentity): boolean {
  return state === 'running';
}

/**
 * A pod's usage; undefined while no container of it has a rate. A container without one keeps
 * its place in the list, without `cpu`: a consumer that sums up sees that the sum is not known.
 * The pod's interval is that of the container read first, as in the metrics server.
 */
export function joinContainers(
  containers: readonly MeasuredContainer[],
  usageOf: (entity: Entity) => Usage | undefined,
): PodUsage | undefined {
  let first: { timestampMs: number; windowMs: number } | undefined;
  const joined = containers.map(({ name, entity }) => {
    const usage = entity === undefined ? undefined : usageOf(entity);
    if (usage?.windowMs !== undefined && !(usage.timestampMs >= (first?.timestampMs ?? Infinity))) {
      first = { timestampMs: usage.timestampMs, windowMs: usage.windowMs };
    }
    return { name, usage };
  });
  return first === undefined ? undefined : { ...first, containers: joined };
}
