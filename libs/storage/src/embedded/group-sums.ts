import { MAX_GAP_TICKS, NO_GROUP } from '@kubemonitor/aggregation';
import { SUMMED_FIELDS, type FieldDefinition } from '@kubemonitor/metrics-model';
import { GROUP_KINDS, type GroupFrame, type GroupKeys, type GroupKind } from '../store';
import { NEVER, type Catalogue, type Entry, type Place } from './catalogue';
import {
  ESTIMATED_PODS,
  GROUP_COLUMNS,
  GROUP_COLUMN_INDEX,
  PODS,
  toGroupDerivation,
} from './group-columns';
import { GroupIndex } from './group-index';
import type { NodeReports } from './node-reports';
import type { OpenTable } from './open-table';
import type { SlotSource } from './range-reader';
import { SamplePairs } from './sample-pairs';
import { atOnce } from './slices';
import { TickSums } from './tick-sums';
import type { Window } from './window';
import { LOOK_BACK_TICKS, WINDOW_TICKS, type Windows } from './windows';

/** Pods summed in one go: about two milliseconds. */
const PODS_AT_ONCE = 4_096;

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
  /** Ticks whose sums are being made, and by which run. */
  private readonly summing = new Map<number, symbol>();

  constructor(
    private readonly windows: Windows,
    private readonly pods: Catalogue,
    private readonly nodes: ReadonlyMap<string, NodeReports>,
    private readonly intervalMs: number,
  ) {}

  index(kind: GroupKind): GroupIndex {
    return this.groups[kind];
  }

  /**
   * Puts a pod into groups; the sums of all ticks it counts at are made anew. Without any key
   * it stays where it is: who does not know a pod any more does not take it out of the past.
   * A pod whose samples have left the store already is in no group.
   * @returns whether that changed anything
   */
  assign(pod: Entry, keys: GroupKeys): boolean {
    if (!pod.isHeld || GROUP_KINDS.every((kind) => keys[kind] === undefined)) return false;
    let changed = false;
    for (const kind of GROUP_KINDS) {
      const key = keys[kind];
      const before = pod.groups[kind];
      if (this.groups[kind].bySlot[before]?.key === key) continue;
      if (before !== NEVER) this.groups[kind].leave(before, this.lastSummedTick());
      pod.groups[kind] = key === undefined ? NEVER : this.groups[kind].join(key);
      changed = true;
    }
    if (!changed) return false;
    pod.isNoted = false;
    this.summing.clear();
    for (const window of this.windows.all()) {
      const from = Math.max(0, pod.firstTick - window.firstTick);
      const to = pod.lastTick + MAX_GAP_TICKS + 1 - window.firstTick;
      if (to > 0) window.summed.fill(0, from, to);
    }
    return true;
  }

  /** A pod whose samples have left the store; a group without pods ends. */
  forget(pod: Entry): void {
    for (const kind of GROUP_KINDS) {
      if (pod.groups[kind] !== NEVER)
        this.groups[kind].leave(pod.groups[kind], this.lastSummedTick());
      pod.groups[kind] = NEVER;
    }
  }

  /** Gives slots of ended groups to new ones once all their sums lie before `tick`. */
  reuseSlotsBefore(tick: number): void {
    for (const kind of GROUP_KINDS) this.groups[kind].reuseBefore(tick);
  }

  /** The store holds samples of an earlier run up to `tick`. */
  resumeAt(tick: number): void {
    this.newestSample = Math.max(this.newestSample, tick);
    for (const kind of GROUP_KINDS) this.groups[kind].endEmpty(this.lastSummedTick());
  }

  /** Samples of `tick` came in: its sums and those that look back at it are out of date. */
  markChanged(tick: number): void {
    if (tick > this.newestSample) this.newestSample = tick;
    for (let at = tick; at <= tick + LOOK_BACK_TICKS; at += 1) {
      if (this.summing.size > 0) this.summing.delete(at);
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

  /**
   * The tick to answer for. With many pods an answer does not wait until the newest tick is
   * summed: the one before serves until upkeep has done it.
   */
  tickToShow(currentTick: number): number {
    const newest = this.newestTick(currentTick);
    const isSummed = (tick: number) => {
      const window = this.windows.at(tick);
      return (
        window !== undefined && (window.isSealed || window.summed[tick - window.firstTick] === 1)
      );
    };
    const isLarge = this.pods.size > PODS_AT_ONCE;
    return isLarge && !isSummed(newest) && isSummed(newest - 1) ? newest - 1 : newest;
  }

  /** Makes the sums of ticks [from, to) that are out of date and whose window is open. */
  bringUpToDate(from: number, to: number): void {
    atOnce(this.bringUpToDateInSteps(from, to));
  }

  /** The same a little at a time: yields every few thousand pods. */
  *bringUpToDateInSteps(from: number, to: number): Generator<void> {
    for (const window of this.windows.all()) {
      const first = Math.max(from, window.firstTick);
      const end = Math.min(to, window.firstTick + WINDOW_TICKS);
      for (let tick = first; tick < end; tick += 1) {
        if (!window.isSealed && window.summed[tick - window.firstTick] === 0) {
          yield* this.sumTick(window, tick);
        }
      }
    }
  }

  /** Sums at one tick, for all groups that have a pod then. */
  frame(kind: GroupKind, fields: readonly FieldDefinition[], tick: number): GroupFrame {
    const window = this.windows.at(tick);
    this.bringUpToDate(tick, tick + 1);
    const row = window === undefined ? 0 : tick - window.firstTick;
    const valueOf = (column: number, group: Place) =>
      window?.valueAt(kind, column, row, group) ?? Number.NaN;
    const groups = this.groups[kind].bySlot.flatMap((group) =>
      group !== undefined && valueOf(PODS, group) > 0 ? [group] : [],
    );
    const read = (column: number) => Float64Array.from(groups, (group) => valueOf(column, group));
    const shown = fields.filter(({ name }) =>
      window?.has(kind, GROUP_COLUMN_INDEX.get(name) ?? -1),
    );
    return {
      fields: shown,
      keys: groups.map(({ key }) => key),
      columns: shown.map(({ name }) => read(GROUP_COLUMN_INDEX.get(name) ?? -1)),
      pods: Uint32Array.from(read(PODS)),
      estimatedPods: Uint32Array.from(read(ESTIMATED_PODS)),
      timestampMs: window === undefined ? Number.NaN : tick * this.intervalMs,
    };
  }

  /** Where the series of groups lie; a key never seen has an empty series. */
  sources(kind: GroupKind, keys: readonly string[]): SlotSource[] {
    return keys.map((key) => ({
      table: kind,
      place: this.groups[kind].find(key),
      metricIndex: GROUP_COLUMN_INDEX,
      derivationOf: toGroupDerivation,
    }));
  }

  /** Pods count at most MAX_GAP_TICKS after their last sample. */
  private lastSummedTick(): number {
    return this.newestSample + MAX_GAP_TICKS;
  }

  /** Makes the sums of one tick a share of the pods at a time; yields after each. */
  private *sumTick(window: Window, tick: number): Generator<void> {
    const run = Symbol(tick);
    this.summing.set(tick, run);
    const sums = GROUP_KINDS.map(
      (kind) => new TickSums(this.groups[kind].size, GROUP_COLUMNS.length),
    );
    const candidates = this.candidatesAt(tick);
    for (let first = 0; first < candidates.length; first += PODS_AT_ONCE) {
      this.addPods(candidates.slice(first, first + PODS_AT_ONCE), tick, sums);
      yield;
    }
    // Samples or names that came in between, or another run, have made this one useless.
    if (this.summing.get(tick) !== run) return;
    this.summing.delete(tick);
    const row = tick - window.firstTick;
    window.summed[row] = 1;
    window.writes += 1;
    GROUP_KINDS.forEach((kind, index) => {
      const table = this.tableOf(window, kind);
      const before = table.metricsIn(row);
      table.clearRow(row);
      sums[index].writeTo(table, row);
      // A late report can take away the only rate there was: the field is not shown any more.
      for (const metric of before) table.dropIfEmpty(metric);
    });
  }

  private addPods(pods: readonly Entry[], tick: number, sums: readonly TickSums[]): void {
    const { pairs, groupOf, estimated } = this.pairSamples(pods, tick);
    const addUp = (column: number, values: Float64Array) => {
      GROUP_KINDS.forEach((kind, index) => sums[index].add(column, values, groupOf[kind]));
    };
    const values = new Float64Array(pods.length);
    SUMMED_FIELDS.forEach((field, column) => {
      pairs.derive(field, values);
      addUp(column, values);
    });
    addUp(PODS, values.fill(1));
    addUp(ESTIMATED_PODS, estimated);
  }

  private tableOf(window: Window, kind: GroupKind): OpenTable {
    return window.table(kind, GROUP_COLUMNS.length, this.groups[kind].size);
  }

  /** Pods of groups that may have a sample at `tick` or count with one from before. */
  private candidatesAt(tick: number): Entry[] {
    const candidates: Entry[] = [];
    for (const entry of this.pods.bySlot) {
      if (entry === undefined) continue;
      const isMember = entry.groups.namespace !== NEVER || entry.groups.workload !== NEVER;
      if (isMember && entry.firstTick <= tick && entry.lastTick >= tick - MAX_GAP_TICKS) {
        candidates.push(entry);
      }
    }
    return candidates;
  }

  /** Samples of pods at `tick`: the groups they count to, and 1 where they are carried over. */
  private pairSamples(candidates: readonly Entry[], tick: number) {
    const { metricIndex } = this.pods;
    const pairs = new SamplePairs(
      this.windows,
      'pod',
      metricIndex,
      this.intervalMs,
      candidates.length,
    );
    const noGroups = () => new Int32Array(candidates.length).fill(NO_GROUP);
    const groupOf = { namespace: noGroups(), workload: noGroups() };
    const estimated = new Float64Array(candidates.length).fill(Number.NaN);
    candidates.forEach((entry, index) => {
      const at = this.sampleTick(pairs, entry, tick);
      if (at === NEVER) return;
      pairs.place(index, entry, at, this.earlierTick(pairs, entry, at));
      for (const kind of GROUP_KINDS) groupOf[kind][index] = entry.groups[kind];
      if (at < tick) estimated[index] = 1;
    });
    return { pairs, groupOf, estimated };
  }

  /** The tick whose sample stands for the pod at `tick`: itself, or one before when the node is late. */
  private sampleTick(pairs: SamplePairs, entry: Entry, tick: number): number {
    if (entry.lastTick === tick || pairs.has(entry, tick)) return tick;
    if (this.windows.at(tick)?.hasReport(entry.node, tick) === true) return NEVER;
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
}
