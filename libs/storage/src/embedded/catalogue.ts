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

/** An entity of the embedded store: who it is and where its samples lie. */
export class Entry implements Entity {
  /** Column in the tables of its scope, while it is live. */
  slot = NEVER;
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
    }
  }

  setContainerTraits(sandbox: boolean | null): void {
    if (this.traits.sandbox !== sandbox) this.traits = { sandbox };
  }
}

/**
 * The entities of one scope and their slots. A slot is a dense index; the slot of an
 * entity whose last sample has left the store is given to the next new one.
 */
export class Catalogue {
  readonly metrics: readonly MetricDefinition[];
  readonly metricIndex: ReadonlyMap<string, number>;
  /** Entry of each slot, undefined where free. */
  readonly bySlot: (Entry | undefined)[] = [];
  private readonly byNode = new Map<string, Map<string, Entry>>();
  private readonly free: number[] = [];
  private live = 0;

  constructor(readonly scope: Scope) {
    this.metrics = metricsOf(scope);
    this.metricIndex = new Map(this.metrics.map(({ name }, index) => [name, index]));
  }

  get size(): number {
    return this.live;
  }

  /** Slots ever used: the length tables must have. */
  get slots(): number {
    return this.bySlot.length;
  }

  find(node: string, id: string): Entry | undefined {
    return this.byNode.get(node)?.get(id);
  }

  create(node: string, id: string, parent: Entry | undefined): Entry {
    const entry = new Entry(this.scope, node, id, parent);
    entry.slot = this.free.pop() ?? this.bySlot.length;
    this.bySlot[entry.slot] = entry;
    let ids = this.byNode.get(node);
    if (ids === undefined) this.byNode.set(node, (ids = new Map()));
    ids.set(id, entry);
    this.live += 1;
    return entry;
  }

  /** Takes an entity out; its slot may be used again at once, so its samples must be gone. */
  remove(entry: Entry): void {
    const ids = this.byNode.get(entry.node);
    ids?.delete(entry.id);
    if (ids?.size === 0) this.byNode.delete(entry.node);
    this.bySlot[entry.slot] = undefined;
    this.free.push(entry.slot);
    this.live -= 1;
  }

  *entries(): Iterable<Entry> {
    for (const entry of this.bySlot) if (entry !== undefined) yield entry;
  }
}
