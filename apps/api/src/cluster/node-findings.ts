import type { MetricsStore } from '@kubemonitor/storage';
import type { Finding } from './findings/finding';
import { NODE_USE_FIELDS, judgeNodeUse } from './findings/node-pressure';
import { judgeNodeState } from './findings/node-state';
import { judgeNodeKills } from './findings/oom-kills';
import type { KnownNode } from './known-nodes';
import { readKills, readMeans, readNow } from './use-readings';

/**
 * What is wrong with nodes.
 * @param killedOn nodes that have a pod with a kill: those kills are told there
 */
export async function findNodeFindings(
  store: MetricsStore,
  nodes: readonly KnownNode[],
  nowMs: number,
  killedOn: ReadonlySet<string>,
): Promise<Finding[]> {
  const heard = nodes.flatMap(({ name, hearing, entity }) =>
    hearing === 'reporting' && entity !== undefined ? [{ name, entity }] : [],
  );
  const entities = heard.map(({ entity }) => entity);
  const [uses, counters] = await Promise.all([
    readMeans(store, entities, NODE_USE_FIELDS, nowMs),
    readNow(store, entities, ['memory_oom_kills']),
  ]);
  const candidates = heard.filter(
    ({ name }, row) => (counters[row]['memory_oom_kills'] ?? 0) > 0 && !killedOn.has(name),
  );
  const kills = await readKills(
    store,
    candidates.map(({ entity }) => entity),
    nowMs,
  );
  return [
    ...nodes.flatMap((node) => judgeNodeState(node, nowMs)),
    ...heard.flatMap(({ name }, row) => judgeNodeUse(name, uses[row])),
    ...candidates.flatMap(({ name }, row) => judgeNodeKills(name, kills[row])),
  ];
}
