import type { Entity, MetricsStore } from '@kubemonitor/storage';
import type { ClusterView, NodeIdentity } from '../identity/cluster-view';
import { STALE_INTERVALS } from '../render/latest-writer';

/** How a node's collector is heard: `late` = within five minutes, but not within three intervals. */
export type NodeHearing = 'reporting' | 'late' | 'silent';

/** A node the cluster has, or one that reported lately. */
export interface KnownNode {
  readonly name: string;
  readonly entity: Entity | undefined;
  readonly identity: NodeIdentity | undefined;
  readonly hearing: NodeHearing;
}

export interface HearingTimes {
  readonly nowMs: number;
  /** What is older is in no latest answer. */
  readonly listedSinceMs: number;
}

/** All nodes there are, by name. Without a cluster a node that is silent is not known any more. */
export function listKnownNodes(
  store: MetricsStore,
  cluster: ClusterView | undefined,
  times: HearingTimes,
): KnownNode[] {
  const staleMs = times.nowMs - STALE_INTERVALS * store.intervalSeconds * 1_000;
  const hear = (entity: Entity | undefined): NodeHearing => {
    if (entity === undefined || entity.lastSeenMs < times.listedSinceMs) return 'silent';
    return entity.lastSeenMs < staleMs ? 'late' : 'reporting';
  };
  const nodes = new Map<string, KnownNode>();
  for (const identity of cluster?.nodes() ?? []) {
    const { name } = identity;
    const entity = store.find('node', name, name);
    nodes.set(name, { name, identity, entity, hearing: hear(entity) });
  }
  for (const entity of store.entities('node')) {
    const hearing = hear(entity);
    const { node: name } = entity;
    if (nodes.has(name) || hearing === 'silent') continue;
    nodes.set(name, { name, identity: undefined, entity, hearing });
  }
  return [...nodes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
