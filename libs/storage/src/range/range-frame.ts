import {
  MAX_GAP_TICKS,
  deriveTicks,
  makeDerivedRoom,
  roundTo,
  summariseStep,
} from '@kubemonitor/aggregation';
import type { DerivedRoom, TickSeries } from '@kubemonitor/aggregation';
import type { Derivation, FieldDefinition } from '@kubemonitor/metrics-model';
import type { RangeFrame, SeriesFrame, StepStatistic } from '../store';
import type { Steps } from './steps';

/** What a window's answer is made from. */
export interface RangeQuestion {
  readonly fields: readonly FieldDefinition[];
  readonly steps: Steps;
  readonly statistics: readonly StepStatistic[];
  /** How a series gives a field; by default as the field says. */
  readonly derivationOf?: (field: FieldDefinition) => Derivation;
}

/**
 * The window of each series, oldest step first. A series begins MAX_GAP_TICKS before the
 * first step, or is undefined: nothing is stored. Fields that no series has are left out.
 */
export function toRangeFrame(
  sources: readonly (TickSeries | undefined)[],
  question: RangeQuestion,
): RangeFrame {
  const summary = new RangeSummary(question, sources.length);
  for (const source of sources) summary.add(source);
  return summary.frame();
}

/** The answer of all series; fields that none of them has are left out. */
export function joinSeries(
  read: readonly SeriesFrame[],
  { fields, steps }: RangeQuestion,
  known: ReadonlySet<FieldDefinition>,
): RangeFrame {
  const kept = fields.flatMap((field, index) => (known.has(field) ? [index] : []));
  const timestamps = Float64Array.from(
    { length: steps.count },
    (_, step) => (steps.firstTick + step * steps.ticksPerStep) * steps.intervalMs,
  );
  return {
    fields: kept.map((index) => fields[index]),
    timestamps,
    series: read.map((series) => keepFields(series, kept)),
    resolution: 'raw',
  };
}

function keepFields(frame: SeriesFrame, kept: readonly number[]): SeriesFrame {
  const pick = (columns: readonly Float64Array[]) => kept.map((index) => columns[index]);
  return {
    values: pick(frame.values),
    statistics: Object.fromEntries(
      Object.entries(frame.statistics).map(([name, columns]) => [name, pick(columns)]),
    ),
    sampleCounts: frame.sampleCounts,
  };
}

/** Numbers of one array that columns are cut from: 128 kB. */
const NUMBERS_AT_ONCE = 16_384;

/**
 * Summarises series one after another. Their columns are cut from a few large arrays, since each
 * array of its own costs more than filling it.
 */
export class RangeSummary {
  private readonly known = new Set<FieldDefinition>();
  private readonly read: SeriesFrame[] = [];
  private numbers = new Float64Array(0);
  private used = 0;
  private room: DerivedRoom | undefined;

  /** @param count series to come */
  constructor(
    private readonly question: RangeQuestion,
    private readonly count: number,
  ) {}

  /**
   * Adds a series, which begins MAX_GAP_TICKS before the first step; undefined = nothing is
   * stored.
   * @param derivationOf how it gives a field, if not as the question says
   */
  add(series: TickSeries | undefined, derivationOf = this.question.derivationOf): void {
    const { fields, steps, statistics } = this.question;
    const values = fields.map(() => this.takeColumn());
    const byStatistic = statistics.map(
      (name) => [name, fields.map(() => this.takeColumn())] as const,
    );
    const sampleCounts = new Uint32Array(steps.count);
    this.read.push({ values, statistics: Object.fromEntries(byStatistic), sampleCounts });
    if (series === undefined || steps.count === 0) return;
    countSamples(series, steps, sampleCounts);
    if (this.room?.values.length !== series.length) this.room = makeDerivedRoom(series.length);
    for (let at = 0; at < fields.length; at += 1) {
      const derivation = derivationOf?.(fields[at]) ?? fields[at].derivation;
      this.addField(at, derivation, series);
    }
  }

  /** The answer. */
  frame(): RangeFrame {
    return joinSeries(this.read, this.question, this.known);
  }

  private addField(at: number, derivation: Derivation, series: TickSeries): void {
    const { fields, steps, statistics } = this.question;
    const { decimals } = fields[at];
    const derived = deriveTicks(derivation, series, this.room);
    if (derived === undefined) return;
    this.known.add(fields[at]);
    const { values, statistics: columns, sampleCounts } = this.read[this.read.length - 1];
    if (steps.ticksPerStep === 1) {
      copyTicks(derived.values, decimals, values[at]);
      for (const name of statistics) columns[name]?.[at].set(values[at]);
      return;
    }
    const hasPercentile = statistics.includes('p95');
    for (let step = 0; step < steps.count; step += 1) {
      if (sampleCounts[step] === 0) continue;
      const from = MAX_GAP_TICKS + step * steps.ticksPerStep;
      const to = Math.min(from + steps.ticksPerStep, series.length);
      const summary = summariseStep(derivation, derived, from, to, hasPercentile);
      values[at][step] = roundTo(summary.value, decimals);
      for (const name of statistics) {
        const column = columns[name]?.[at];
        if (column !== undefined) column[step] = roundTo(summary[name], decimals);
      }
    }
  }

  /** A number a step, all absent. */
  private takeColumn(): Float64Array {
    const { steps, fields, statistics } = this.question;
    if (this.numbers.length - this.used < steps.count) {
      const all = steps.count * fields.length * (1 + statistics.length) * this.count;
      const size = Math.max(steps.count, Math.min(all, NUMBERS_AT_ONCE));
      this.numbers = new Float64Array(size).fill(Number.NaN);
      this.used = 0;
    }
    this.used += steps.count;
    return this.numbers.subarray(this.used - steps.count, this.used);
  }
}

/** A step of one tick has that tick's value, and it is the least and the greatest too. */
function copyTicks(ticks: Float64Array, decimals: number, out: Float64Array): void {
  const factor = 10 ** decimals;
  for (let step = 0; step < out.length; step += 1) {
    out[step] = Math.round(ticks[MAX_GAP_TICKS + step] * factor) / factor;
  }
}

function countSamples({ times, length }: TickSeries, steps: Steps, counts: Uint32Array): void {
  const { ticksPerStep } = steps;
  let end = MAX_GAP_TICKS + ticksPerStep;
  let step = 0;
  for (let index = MAX_GAP_TICKS; index < length; index += 1) {
    if (index === end) {
      end += ticksPerStep;
      step += 1;
    }
    if (times[index] === times[index]) counts[step] += 1;
  }
}
