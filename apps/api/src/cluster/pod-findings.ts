import type { Entity, MetricsStore } from '@kubemonitor/storage';
import type { PodRecord } from '../directory/pod-record';
import { judgeMemory, judgeThrottling, type UsePlace } from './findings/container-use';
import type { Finding } from './findings/finding';
import { judgePodKills, type KillPlace } from './findings/oom-kills';
import { judgePodState } from './findings/pod-state';
import { THROTTLED_RATIO } from './findings/thresholds';
import { readKills, readMeans, readNow } from './use-readings';

/** Pods and containers looked at more closely in one answer, of each rule. */
const MOST_CANDIDATES = 2_000;

export interface Moment {
  readonly nowMs: number;
  /** Samples older than this are not what is used now. */
  readonly staleSinceMs: number;
}

/** A running container, or a pod none of whose containers is known, with where it is. */
interface Runner {
  readonly entity: Entity;
  readonly place: UsePlace;
  readonly limitBytes: number | undefined;
}

/** What is wrong with pods. */
export async function findPodFindings(
  store: MetricsStore,
  pods: readonly PodRecord[],
  moment: Moment,
): Promise<Finding[]> {
  const running = pods.filter((pod) => isRunning(pod, moment));
  const runners = running.flatMap(toRunners);
  const states = pods.flatMap(({ identity, existence }) =>
    identity === undefined || existence === 'gone' ? [] : judgePodState(identity, moment.nowMs),
  );
  const parts = await Promise.all([
    findKills(store, pods, moment),
    findUse(
      store,
      runners.filter(({ entity }) => entity.scope === 'container'),
      moment,
    ),
    findUse(
      store,
      runners.filter(({ entity }) => entity.scope === 'pod'),
      moment,
    ),
  ]);
  return [...states, ...parts.flat()];
}

function isRunning({ entity, isFinished }: PodRecord, { staleSinceMs }: Moment): boolean {
  return entity !== undefined && entity.lastSeenMs >= staleSinceMs && !isFinished;
}

function toRunners(pod: PodRecord): Runner[] {
  const { entity, identity } = pod;
  if (entity === undefined) return [];
  const place = placeOf(pod);
  const containers = pod.specContainers().filter(({ lastTick }) => lastTick === entity.lastTick);
  if (containers.length === 0) {
    const limitBytes = identity?.limits.memoryBytes;
    return [{ entity, place: { ...place, container: undefined }, limitBytes }];
  }
  return containers.map((container) => {
    const run = pod.runOf(container.id);
    const limitBytes = run?.current?.limits.memoryBytes;
    return { entity: container, place: { ...place, container: run?.name }, limitBytes };
  });
}

async function findUse(
  store: MetricsStore,
  runners: readonly Runner[],
  { nowMs }: Moment,
): Promise<Finding[]> {
  const entities = runners.map(({ entity }) => entity);
  const names = ['memory_bytes', 'memory_limit_bytes', 'cpu_throttled_ratio'];
  const readings = await readNow(store, entities, names);
  const throttled = runners
    .filter((_, row) => (readings[row]['cpu_throttled_ratio'] ?? 0) > THROTTLED_RATIO)
    .slice(0, MOST_CANDIDATES);
  const throttledEntities = throttled.map(({ entity }) => entity);
  const means = await readMeans(store, throttledEntities, ['cpu_throttled_ratio'], nowMs);
  return [
    ...runners.flatMap(({ place, limitBytes }, row) => {
      const { memory_bytes: workingSet, memory_limit_bytes: kernelLimit } = readings[row];
      return judgeMemory(place, workingSet, kernelLimit ?? limitBytes);
    }),
    ...throttled.flatMap(({ place }, row) =>
      judgeThrottling(place, means[row]['cpu_throttled_ratio']),
    ),
  ];
}

/** Only pods that have ever had a kill are looked at over the last hour. */
async function findKills(
  store: MetricsStore,
  pods: readonly PodRecord[],
  { nowMs }: Moment,
): Promise<Finding[]> {
  const sampled = pods.filter(({ entity }) => entity !== undefined);
  const entities = sampled.flatMap(({ entity }) => entity ?? []);
  const counters = await readNow(store, entities, ['memory_oom_kills']);
  const candidates = sampled
    .filter((_, row) => (counters[row]['memory_oom_kills'] ?? 0) > 0)
    .slice(0, MOST_CANDIDATES);
  const candidateEntities = candidates.flatMap(({ entity }) => entity ?? []);
  const kills = await readKills(store, candidateEntities, nowMs);
  const killsOf = new Map(candidates.map((pod, row) => [pod, kills[row]]));
  return pods.flatMap((pod) =>
    judgePodKills(placeOf(pod), killsOf.get(pod), pod.identities, nowMs),
  );
}

function placeOf({ namespace, name, uid = '', node, workload }: PodRecord): KillPlace {
  return { namespace, name: name ?? uid, node, workload };
}
