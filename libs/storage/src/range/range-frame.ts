import { MAX_GAP_TICKS, deriveTicks, roundTo, summariseStep } from '@kubemonitor/aggregation';
import type { TickSeries } from '@kubemonitor/aggregation';
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
  const known = new Set<FieldDefinition>();
  const read = sources.map((source) => summariseSeries(source, question, known));
  return joinSeries(read, question, known);
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

/**
 * The window of one series, which begins MAX_GAP_TICKS before the first step; undefined =
 * nothing is stored. Fields it has are added to `known`.
 */
export function summariseSeries(
  series: TickSeries | undefined,
  { fields, steps, statistics, derivationOf }: RangeQuestion,
  known: Set<FieldDefinition>,
): SeriesFrame {
  const empty = () => fields.map(() => new Float64Array(steps.count).fill(Number.NaN));
  const values = empty();
  const byStatistic = new Map(statistics.map((name) => [name, empty()]));
  const sampleCounts = new Uint32Array(steps.count);
  const frame = { values, statistics: Object.fromEntries(byStatistic), sampleCounts };
  if (series === undefined || steps.count === 0) return frame;

  countSamples(series, steps, sampleCounts);
  const hasPercentile = statistics.includes('p95');
  fields.forEach((field, at) => {
    const derivation = derivationOf?.(field) ?? field.derivation;
    const derived = deriveTicks(derivation, series);
    if (derived === undefined) return;
    known.add(field);
    if (steps.ticksPerStep === 1) {
      copyTicks(derived.values, field.decimals, values[at]);
      for (const columns of byStatistic.values()) columns[at].set(values[at]);
      return;
    }
    for (let step = 0; step < steps.count; step += 1) {
      if (sampleCounts[step] === 0) continue;
      const from = MAX_GAP_TICKS + step * steps.ticksPerStep;
      const to = Math.min(from + steps.ticksPerStep, series.length);
      const summary = summariseStep(derivation, derived, from, to, hasPercentile);
      values[at][step] = roundTo(summary.value, field.decimals);
      for (const [name, columns] of byStatistic) {
        columns[at][step] = roundTo(summary[name], field.decimals);
      }
    }
  });
  return frame;
}

/** A step of one tick has that tick's value, and it is the least and the greatest too. */
function copyTicks(ticks: Float64Array, decimals: number, out: Float64Array): void {
  const factor = 10 ** decimals;
  for (let step = 0; step < out.length; step += 1) {
    out[step] = Math.round(ticks[MAX_GAP_TICKS + step] * factor) / factor;
  }
}

function countSamples(series: TickSeries, steps: Steps, counts: Uint32Array): void {
  for (let index = MAX_GAP_TICKS; index < series.length; index += 1) {
    if (Number.isNaN(series.times[index])) continue;
    counts[Math.floor((index - MAX_GAP_TICKS) / steps.ticksPerStep)] += 1;
  }
}
