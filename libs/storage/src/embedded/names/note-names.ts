import { GROUP_KINDS, type GroupKind } from '../../store';
import { NEVER, type Entry } from '../catalogue';
import type { StoreParts } from '../store-parts';
import type { NamesRecord } from './names-records';

/** Something with a mark that says whether the names file has it as it is. */
export interface Notable {
  isNoted: boolean;
}

/** Entities looked at before others' work gets its turn. */
const ENTITIES_AT_ONCE = 4_096;

/**
 * What has to be known after a restart besides samples, groups before their pods, of those
 * that are wanted. `undefined` in between: a good moment to let others work.
 */
export function* recordsOf(
  { catalogues, nodes, sums }: StoreParts,
  isWanted: (owner: Notable) => boolean,
): Generator<NamesRecord | undefined> {
  for (const kind of GROUP_KINDS) {
    for (const group of sums.index(kind).groups()) {
      const { serial, key } = group;
      if (isWanted(group)) yield { kind: 'group', group: { kind, serial, key } };
    }
  }
  for (const [name, node] of nodes) {
    if (isWanted(node)) yield { kind: 'node', node: { name, ...node.bootTable } };
  }
  const serialOf = (entry: Entry, kind: GroupKind) =>
    sums.index(kind).bySlot[entry.groups[kind]]?.serial;
  let looked = 0;
  for (const catalogue of catalogues.values()) {
    for (const entry of catalogue.entries()) {
      looked += 1;
      if (looked % ENTITIES_AT_ONCE === 0) yield undefined;
      if (isWanted(entry)) yield toRecord(entry, serialOf);
    }
  }
}

function toRecord(
  entry: Entry,
  serialOf: (entry: Entry, kind: GroupKind) => number | undefined,
): NamesRecord {
  const { scope, serial, node, id, firstTick, firstSeenMs, lastTick, previousTick } = entry;
  const { lastSeenMs, series, traits, description } = entry;
  return {
    kind: 'entity',
    entity: {
      scope,
      serial,
      node,
      id,
      parent: entry.parent?.serial,
      firstTick,
      firstSeenMs,
      lastTick,
      previousTick,
      lastSeenMs,
      isCold: entry.slot === NEVER,
      series,
      traits,
      groups: { namespace: serialOf(entry, 'namespace'), workload: serialOf(entry, 'workload') },
      description,
    },
  };
}
