import {
  metricsOf,
  type MetricDefinition,
  type QosClass,
  type ReasonCode,
  type Scope,
} from '@kubemonitor/metrics-model';
import type { Entity, EntityTraits } from '../store';
import { NO_REASONS, type AbsentReasons } from './absent-reasons';

/** No tick yet, no slot, no group. */
export const NEVER = -1;

/**
 * Where samples lie: in open tables by slot, in sealed ones by serial number. A slot is
 * given to another when its owner has no sample in an open table any more, a serial number
 * never.
 */
export interface Place {
  readonly slot: number;
  readonly serial: number;
}

/** What an entity of an earlier run was when it was last written down. */
export type RestoredEntry = Pick<
  Entry,
  | 'firstTick'
  | 'firstSeenMs'
  | 'lastTick'
  | 'previousTick'
  | 'lastSeenMs'
  | 'series'
  | 'traits'
  | 'description'
>;

/** An entity of the embedded store: who it is and where its samples lie. */
export class Entry implements Entity, Place {
  /** Column in the open tables of its scope; NEVER while no open table holds a sample of it. */
  slot = NEVER;
  /** Number of its own, never given to another entity of its scope. */
  serial = NEVER;
  /** Whether the store holds samples of it. */
  isHeld = false;
  /** Whether what must outlive a restart is in the names file as it stands here. */
  isNoted = false;
  firstTick = NEVER;
  /** Ticks of the newest sample and the one before it. */
  lastTick = NEVER;
  previousTick = NEVER;
  firstSeenMs = Number.NaN;
  lastSeenMs = Number.NaN;
  traits: EntityTraits = {};
  /** Metrics it came with: what it counts against the series limit. */
  series = 0;
  /** Groups by kind, indexes of the group tables. */
  readonly groups = { namespace: NEVER, workload: NEVER };
  /** What the owner of the store wants to know of it after a restart. */
  description: Uint8Array | undefined;

  /** Why values of the newest sample are absent, and its row there. */
  private absent: AbsentReasons = NO_REASONS;
  private row = NEVER;

  constructor(
    readonly scope: Scope,
    readonly node: string,
    readonly id: string,
    readonly parent: Entry | undefined,
  ) {}

  /**
   * Keeps the newest two ticks and the times of the first and last sample, in any order of
   * coming.
   * @returns whether it is the newest sample
   */
  noteSample(tick: number, timeMs: number): boolean {
    if (this.firstTick === NEVER || tick <= this.firstTick) {
      this.firstTick = tick;
      this.firstSeenMs = timeMs;
      this.isNoted = false;
    }
    if (tick < this.lastTick) {
      if (tick > this.previousTick) this.previousTick = tick;
      return false;
    }
    if (tick > this.lastTick) this.previousTick = this.lastTick;
    this.lastTick = tick;
    this.lastSeenMs = timeMs;
    return true;
  }

  /** Takes up what an earlier run knew. */
  restore(known: RestoredEntry): void {
    this.firstTick = known.firstTick;
    this.firstSeenMs = known.firstSeenMs;
    this.lastTick = known.lastTick;
    this.previousTick = known.previousTick;
    this.lastSeenMs = known.lastSeenMs;
    this.series = known.series;
    this.traits = known.traits;
    this.description = known.description;
    this.isNoted = true;
  }

  /** What the newest sample's report says of absent values; the entity was its row `row`. */
  setAbsent(absent: AbsentReasons, row: number): void {
    this.absent = absent;
    this.row = row;
  }

  /** Why the newest sample has no value of `metric`; undefined when it came without a word. */
  explainAbsent(metric: string): ReasonCode | undefined {
    return this.absent.find(metric, this.row);
  }

  setPodTraits(qos: QosClass, hostNetwork: boolean | null): void {
    if (this.traits.qos !== qos || this.traits.hostNetwork !== hostNetwork) {
      this.traits = { qos, hostNetwork };
      this.isNoted = false;
    }
  }

  setContainerTraits(sandbox: boolean | null): void {
    if (this.traits.sandbox === sandbox) return;
    this.traits = { sandbox };
    this.isNoted = false;
  }
}

/**
 * The entities of one scope and their slots. An entity is warm while open tables may hold
 * samples of it and has a slot then, a dense index; else it is cold, and its slot is given
 * to the next that needs one.
 */
export class Catalogue {
  readonly metrics: readonly MetricDefinition[];
  readonly metricIndex: ReadonlyMap<string, number>;
  /** Entry of each slot, undefined where free. */
  readonly bySlot: (Entry | undefined)[] = [];
  private readonly byNode = new Map<string, Map<string, Entry>>();
  private readonly free: number[] = [];
  private held = 0;
  private series = 0;
  private nextSerial = 0;

  constructor(readonly scope: Scope) {
    this.metrics = metricsOf(scope);
    this.metricIndex = new Map(this.metrics.map(({ name }, index) => [name, index]));
  }

  /** Entities held, warm and cold. */
  get size(): number {
    return this.held;
  }

  /** Series of the warm entities: what open tables have to hold. */
  get warmSeries(): number {
    return this.series;
  }

  /** Slots ever used: the length open tables must have. */
  get slots(): number {
    return this.bySlot.length;
  }

  find(node: string, id: string): Entry | undefined {
    return this.byNode.get(node)?.get(id);
  }

  /** A new entity, warm, with as many series as it came with metrics. */
  create(node: string, id: string, parent: Entry | undefined, series: number): Entry {
    const entry = new Entry(this.scope, node, id, parent);
    entry.series = series;
    this.add(entry, this.nextSerial);
    this.warm(entry);
    return entry;
  }

  /** Takes in an entity of an earlier run, cold. */
  add(entry: Entry, serial: number): void {
    entry.serial = serial;
    entry.isHeld = true;
    this.reserveSerials(serial + 1);
    let ids = this.byNode.get(entry.node);
    if (ids === undefined) this.byNode.set(entry.node, (ids = new Map()));
    ids.set(entry.id, entry);
    this.held += 1;
  }

  /** New entities get serial numbers from `next` on, if that is beyond those given. */
  reserveSerials(next: number): void {
    this.nextSerial = Math.max(this.nextSerial, next);
  }

  /** Gives an entity a slot in open tables. */
  warm(entry: Entry): void {
    if (entry.slot !== NEVER) return;
    entry.slot = this.free.pop() ?? this.bySlot.length;
    this.bySlot[entry.slot] = entry;
    this.series += entry.series;
    entry.isNoted = false;
  }

  /**
   * Gives a slot to every entity that may have samples in ticks [from, to).
   * @returns the slot of a serial number, NEVER when no entity held has it
   */
  warmAt(from: number, to: number): (serial: number) => number {
    const bySerial = new Map<number, Entry>();
    for (const entry of this.entries()) {
      if (entry.firstTick >= to || entry.lastTick < from) continue;
      this.warm(entry);
      bySerial.set(entry.serial, entry);
    }
    return (serial) => bySerial.get(serial)?.slot ?? NEVER;
  }

  /** Takes the slot of an entity that has no sample in an open table any more. */
  cool(entry: Entry): void {
    if (entry.slot === NEVER) return;
    this.bySlot[entry.slot] = undefined;
    this.free.push(entry.slot);
    this.series -= entry.series;
    entry.slot = NEVER;
    entry.isNoted = false;
  }

  /** Takes an entity out whose samples are gone. */
  remove(entry: Entry): void {
    const ids = this.byNode.get(entry.node);
    ids?.delete(entry.id);
    if (ids?.size === 0) this.byNode.delete(entry.node);
    this.cool(entry);
    entry.isHeld = false;
    this.held -= 1;
  }

  *entries(): Iterable<Entry> {
    for (const ids of this.byNode.values()) yield* ids.values();
  }
}
