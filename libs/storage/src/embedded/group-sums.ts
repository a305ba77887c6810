import { MAX_GAP_TICKS, NO_GROUP, accumulateByGroup } from '@kubemonitor/aggregation';
import { SUMMED_FIELDS, type Derivation, type FieldDefinition } from '@kubemonitor/metrics-model';
import { GROUP_KINDS, type GroupFrame, type GroupKeys, type GroupKind } from '../store';
import { NEVER, type Catalogue, type Entry } from './catalogue';
import { GroupIndex } from './group-index';
import type { NodeReports } from './node-reports';
import type { SlotSource } from './range-reader';
import { SamplePairs } from './sample-pairs';
import type { Window } from './window';
import { WINDOW_TICKS, Windows } from './windows';

/** Columns of a group table: the summed fields, then how many pods are in the sum. */
const PODS = SUMMED_FIELDS.length;
const ESTIMATED_PODS = PODS + 1;
const COLUMNS = PODS + 2;

const METRIC_INDEX = new Map([
  ...SUMMED_FIELDS.map(({ name }, index) => [name, index] as const),
  ['pods', PODS],
  ['estimated_pods', ESTIMATED_PODS],
]);

/**
 * Sums over the pods of each namespace and workload, made once a tick and stored as series
 * of their own. A sum is made anew when a late report or a late name changes it.
 *
 * A pod whose node has not reported a tick counts with its last sample, at most
 * MAX_GAP_TICKS old, and is counted in `estimated_pods`; a pod missing from a report of
 * its node is gone and counts no more.
 */
export class GroupSums {
  private readonly groups: Readonly<Record<GroupKind, GroupIndex>> = {
    namespace: new GroupIndex(),
    workload: new GroupIndex(),
  };

  private newestSample = NEVER;

  constructor(
    private readonly windows: Windows,
    private readonly pods: Catalogue,
    private readonly nodes: ReadonlyMap<string, NodeReports>,
    private readonly intervalMs: number,
  ) {}

  slots(kind: GroupKind): number {
    return this.groups[kind].size;
  }

  /** Puts a pod into groups; the sums of all ticks it has samples of are made anew. */
  assign(pod: Entry, keys: GroupKeys): void {
    let changed = false;
    for (const kind of GROUP_KINDS) {
      const key = keys[kind];
      const before = pod.groups[kind];
      if ((before === NEVER ? undefined : this.groups[kind].keys[before]) === key) continue;
      if (before !== NEVER) this.groups[kind].leave(before);
      pod.groups[kind] = key === undefined ? NEVER : this.groups[kind].join(key);
      changed = true;
    }
    if (!changed || pod.firstTick === NEVER) return;
    for (const window of this.windows.all()) {
      const from = Math.max(0, pod.firstTick - window.firstTick);
      if (from < WINDOW_TICKS) window.summed.fill(0, from);
    }
  }

  /** A pod whose samples have left the store; a group without pods gives its slot back. */
  forget(pod: Entry): void {
    for (const kind of GROUP_KINDS) {
      if (pod.groups[kind] !== NEVER) this.groups[kind].leave(pod.groups[kind]);
      pod.groups[kind] = NEVER;
    }
  }

  /** Samples of `tick` came in: its sums and those that look back at it are out of date. */
  markChanged(tick: number): void {
    if (tick > this.newestSample) this.newestSample = tick;
    for (let at = tick; at <= tick + MAX_GAP_TICKS; at += 1) {
      const window = this.windows.at(at);
      if (window !== undefined) window.summed[at - window.firstTick] = 0;
    }
  }

  /**
   * The newest tick whose sums are worth showing: all nodes alive have reported it, or it
   * is two ticks old. When nothing has come for longer, the newest tick there is.
   */
  newestTick(currentTick: number): number {
    let slowest = currentTick;
    for (const { lastTick } of this.nodes.values()) {
      if (lastTick >= currentTick - MAX_GAP_TICKS && lastTick < slowest) slowest = lastTick;
    }
    return Math.min(this.newestSample, Math.max(slowest, currentTick - 2));
  }

  /** Makes the sums of ticks [from, to) that are out of date and whose window is open. */
  bringUpToDate(from: number, to: number): void {
    for (const window of this.windows.all()) {
      const first = Math.max(from, window.firstTick);
      const end = Math.min(to, window.firstTick + WINDOW_TICKS);
      for (let tick = first; tick < end; tick += 1) {
        if (!window.isSealed && window.summed[tick - window.firstTick] === 0) {
          this.sumTick(window, tick);
        }
      }
    }
  }

  /** Sums at one tick, for all groups that have a pod then. */
  frame(kind: GroupKind, fields: readonly FieldDefinition[], tick: number): GroupFrame {
    const window = this.windows.at(tick);
    this.bringUpToDate(tick, tick + 1);
    const row = window === undefined ? 0 : tick - window.firstTick;
    const { keys } = this.groups[kind];
    const valueOf = (column: number, slot: number) =>
      window?.valueAt(kind, column, row, slot) ?? Number.NaN;
    const slots = keys.flatMap((_, slot) => (valueOf(PODS, slot) > 0 ? [slot] : []));
    const read = (column: number) => Float64Array.from(slots, (slot) => valueOf(column, slot));
    const shown = fields.filter(({ name }) => window?.has(kind, METRIC_INDEX.get(name) ?? -1));
    return {
      fields: shown,
      keys: slots.map((slot) => keys[slot] ?? ''),
      columns: shown.map(({ name }) => read(METRIC_INDEX.get(name) ?? -1)),
      pods: Uint32Array.from(read(PODS)),
      estimatedPods: Uint32Array.from(read(ESTIMATED_PODS)),
      timestampMs: tick === NEVER ? Number.NaN : tick * this.intervalMs,
    };
  }

  /** Where the series of groups lie; a key never seen has an empty series. */
  sources(kind: GroupKind, keys: readonly string[]): SlotSource[] {
    return keys.map((key) => ({
      table: kind,
      slot: this.groups[kind].find(key),
      metricIndex: METRIC_INDEX,
      derivationOf: toGroupDerivation,
    }));
  }

  private sumTick(window: Window, tick: number): void {
    window.summed[tick - window.firstTick] = 1;
    const { pairs, members, estimated } = this.pairSamples(tick);
    const values = new Float64Array(members.length);
    for (const kind of GROUP_KINDS) {
      const table = window.table(kind, COLUMNS, this.groups[kind].size);
      table.clearRow(tick - window.firstTick);
    }
    SUMMED_FIELDS.forEach((field, column) => {
      pairs.derive(field, values);
      if (values.every((value) => value !== value)) return;
      for (const kind of GROUP_KINDS) this.addUp(window, tick, kind, { members, values, column });
    });
    values.fill(1);
    for (const kind of GROUP_KINDS) {
      this.addUp(window, tick, kind, { members, values, column: PODS, mark: true });
      this.addUp(window, tick, kind, { members, values: estimated, column: ESTIMATED_PODS });
    }
  }

  /** Samples at `tick` of all pods that belong to a group, and which of them are carried over. */
  private pairSamples(tick: number) {
    const candidates: Entry[] = [];
    for (const entry of this.pods.entries()) {
      const isMember = entry.groups.namespace !== NEVER || entry.groups.workload !== NEVER;
      if (isMember && entry.firstTick <= tick && entry.lastTick >= tick - MAX_GAP_TICKS) {
        candidates.push(entry);
      }
    }
    const { metricIndex } = this.pods;
    const pairs = new SamplePairs(
      this.windows,
      'pod',
      metricIndex,
      this.intervalMs,
      candidates.length,
    );
    const members: (Entry | undefined)[] = [];
    const estimated = new Float64Array(candidates.length).fill(Number.NaN);
    candidates.forEach((entry, index) => {
      const at = this.sampleTick(pairs, entry, tick);
      const isPlaced =
        at !== NEVER && pairs.place(index, entry, at, this.earlierTick(pairs, entry, at));
      members.push(isPlaced ? entry : undefined);
      if (isPlaced && at < tick) estimated[index] = 1;
    });
    return { pairs, members, estimated };
  }

  /** The tick whose sample stands for the pod at `tick`: itself, or one before when the node is late. */
  private sampleTick(pairs: SamplePairs, entry: Entry, tick: number): number {
    if (entry.lastTick === tick || pairs.has(entry, tick)) return tick;
    if (this.nodes.get(entry.node)?.has(tick)) return NEVER;
    return this.newestBefore(pairs, entry, tick);
  }

  private earlierTick(pairs: SamplePairs, entry: Entry, tick: number): number {
    return entry.lastTick === tick ? entry.previousTick : this.newestBefore(pairs, entry, tick);
  }

  private newestBefore(pairs: SamplePairs, entry: Entry, tick: number): number {
    for (let before = tick - 1; before >= tick - MAX_GAP_TICKS; before -= 1) {
      if (pairs.has(entry, before)) return before;
    }
    return NEVER;
  }

  private addUp(
    window: Window,
    tick: number,
    kind: GroupKind,
    sum: {
      members: (Entry | undefined)[];
      values: Float64Array;
      column: number;
      mark?: boolean;
    },
  ): void {
    const { members, values, column } = sum;
    const groupOf = Int32Array.from(members, (entry) => entry?.groups[kind] ?? NO_GROUP);
    const size = this.groups[kind].size;
    const sums = new Float64Array(size);
    const counts = new Uint32Array(size);
    accumulateByGroup(values, groupOf, members.length, sums, counts);
    const table = window.table(kind, COLUMNS, size);
    const target = table.column(column);
    const base = (tick - window.firstTick) * table.capacity;
    for (let group = 0; group < size; group += 1) {
      target[base + group] = counts[group] > 0 ? sums[group] : Number.NaN;
      if (sum.mark && counts[group] > 0) table.times[base + group] = 0;
    }
  }
}

/** A stored sum is a value of its own: counters stay cumulative, all else are gauges. */
function toGroupDerivation({ name, derivation }: FieldDefinition): Derivation {
  return { kind: derivation.kind === 'counter' ? 'counter' : 'gauge', metric: name };
}
