import {
  MAX_GAP_TICKS,
  computeIncrease,
  computeRatio,
  explainMissingRate,
} from '@kubemonitor/aggregation';
import type { Derivation, FieldDefinition, ReasonCode, Scope } from '@kubemonitor/metrics-model';
import { NEVER, type Entry } from './catalogue';
import { NO_TIME, isBreak, offsetOf } from './reading-time';
import { SampleCells } from './sample-cells';
import type { Windows } from './windows';

/** No column: metrics a catalogue does not have. */
const NOWHERE = -1;

/**
 * For many entities of one scope a current and an earlier sample, from which fields are
 * derived column by column. The counterpart of `deriveTicks` for one moment: same rules,
 * same values.
 */
export class SamplePairs {
  /** When the current samples were read, ms since the epoch; NaN = no sample. */
  readonly timestamps: Float64Array;
  private readonly current: SampleCells;
  private readonly earlier: SampleCells;
  private readonly elapsedMs: Float64Array;
  private readonly rateReasons: (ReasonCode | undefined)[];

  constructor(
    windows: Windows,
    scope: Scope,
    private readonly metricIndex: ReadonlyMap<string, number>,
    private readonly intervalMs: number,
    readonly length: number,
  ) {
    this.timestamps = new Float64Array(length).fill(Number.NaN);
    this.current = new SampleCells(windows, scope, length);
    this.earlier = new SampleCells(windows, scope, length);
    this.elapsedMs = new Float64Array(length).fill(Number.NaN);
    this.rateReasons = new Array<ReasonCode | undefined>(length).fill('first_sample');
  }

  /**
   * Sets entity `index` to its samples at `tick` and `earlierTick` (NEVER: none). Without a
   * sample at `tick` it stays without values.
   */
  place(index: number, entry: Entry, tick: number, earlierTick: number): void {
    const time = this.current.timeAt(entry, tick);
    if (time === NO_TIME) return;
    this.current.place(index, entry, tick);
    this.timestamps[index] = tick * this.intervalMs + offsetOf(time);
    this.placeEarlier(index, entry, { tick, earlierTick, time });
  }

  /** Whether the entity has a sample at `tick`. */
  has(entry: Entry, tick: number): boolean {
    return this.earlier.timeAt(entry, tick) !== NO_TIME;
  }

  /** One field of all entities, rounded as the field says, NaN = absent. `out` has room for all. */
  derive({ derivation, decimals }: FieldDefinition, out: Float64Array): void {
    this.deriveExact(derivation, out);
    const factor = 10 ** decimals;
    for (let index = 0; index < this.length; index += 1) {
      out[index] = Math.round(out[index] * factor) / factor;
    }
  }

  /** The stored value of a metric of one entity now. */
  valueOf(metric: string, index: number): number {
    return this.current.valueAt(this.indexOf(metric), index);
  }

  /** Why entity `index` has no rate of `metric` although the metric has a value. */
  explainRate(metric: string, index: number): ReasonCode | undefined {
    const reason = this.rateReasons[index];
    if (reason !== undefined) return reason;
    const earlier = this.earlier.valueAt(this.indexOf(metric), index);
    if (Number.isNaN(earlier)) return 'first_sample';
    return earlier > this.valueOf(metric, index) ? 'counter_reset' : undefined;
  }

  private placeEarlier(
    index: number,
    entry: Entry,
    pair: { tick: number; earlierTick: number; time: number },
  ): void {
    const { tick, earlierTick, time } = pair;
    const ticksApart = earlierTick === NEVER ? Number.NaN : tick - earlierTick;
    const isNear = ticksApart <= MAX_GAP_TICKS;
    const earlierTime = isNear ? this.earlier.timeAt(entry, earlierTick) : NO_TIME;
    const isHeld = earlierTime !== NO_TIME;
    const earlierMs = earlierTick * this.intervalMs + offsetOf(earlierTime);
    const elapsedMs = this.timestamps[index] - earlierMs;
    const reason = explainMissingRate({
      ticksApart,
      elapsedMilliseconds: elapsedMs,
      isBroken: isHeld && isBreak(earlierTime, time),
      previous: isNear && !isHeld ? Number.NaN : 0,
      current: 0,
    });
    this.rateReasons[index] = reason;
    if (reason !== undefined) return;
    this.earlier.place(index, entry, earlierTick);
    this.elapsedMs[index] = elapsedMs;
  }

  private deriveExact(derivation: Derivation, out: Float64Array): void {
    switch (derivation.kind) {
      case 'gauge':
      case 'counter':
        this.readCurrent(derivation.metric, out);
        return;
      case 'difference': {
        const minus = this.readCurrent(derivation.minus, new Float64Array(this.length));
        this.readCurrent(derivation.from, out);
        for (let index = 0; index < this.length; index += 1) {
          out[index] = Math.max(0, out[index] - minus[index]);
        }
        return;
      }
      case 'ratio': {
        const whole = this.readIncrease(derivation.whole, new Float64Array(this.length));
        this.readIncrease(derivation.part, out);
        for (let index = 0; index < this.length; index += 1) {
          out[index] = computeRatio(out[index], whole[index]);
        }
        return;
      }
      case 'rate': {
        this.readIncrease(derivation.metric, out);
        for (let index = 0; index < this.length; index += 1) {
          out[index] = computeRatio(out[index], this.elapsedMs[index] / 1_000) * derivation.scale;
        }
        if (derivation.given !== undefined) this.preferGiven(derivation.given, out);
      }
    }
  }

  private readCurrent(metric: string, out: Float64Array): Float64Array {
    this.current.read(this.indexOf(metric), out);
    return out;
  }

  private readIncrease(metric: string, out: Float64Array): Float64Array {
    const earlier = new Float64Array(this.length);
    this.earlier.read(this.indexOf(metric), earlier);
    this.readCurrent(metric, out);
    for (let index = 0; index < this.length; index += 1) {
      out[index] = computeIncrease(earlier[index], out[index]);
    }
    return out;
  }

  private preferGiven(metric: string, out: Float64Array): void {
    const given = this.readCurrent(metric, new Float64Array(this.length));
    for (let index = 0; index < this.length; index += 1) {
      if (!Number.isNaN(given[index])) out[index] = given[index];
    }
  }

  private indexOf(metric: string): number {
    return this.metricIndex.get(metric) ?? NOWHERE;
  }
}
