import { MAX_GAP_TICKS, deriveTicks, roundTo, summariseStep } from '@kubemonitor/aggregation';
import type { Derivation, FieldDefinition } from '@kubemonitor/metrics-model';
import type { RangeFrame, SeriesFrame, StepStatistic, TimeRange } from '../store';
import { SlotSeries } from './series-reader';
import type { TableName } from './window';
import type { Windows } from './windows';

/** Where a series lies: an entity's slot or a group's. */
export interface SlotSource {
  readonly table: TableName;
  /** Negative: nothing is stored; the answer is empty. */
  readonly slot: number;
  readonly metricIndex: ReadonlyMap<string, number>;
  /** How the source's stored columns give a field; by default as the field says. */
  readonly derivationOf?: (field: FieldDefinition) => Derivation;
}

/** The steps of a window in ticks. */
interface Steps {
  readonly firstTick: number;
  readonly endTick: number;
  readonly ticksPerStep: number;
  readonly count: number;
  readonly intervalMs: number;
}

/**
 * Cuts a range into steps that begin at whole multiples of the step, so that two answers
 * with the same step have the same time stamps.
 */
function toSteps({ startMs, endMs, stepMs }: TimeRange, intervalMs: number): Steps {
  const ticksPerStep = Math.max(1, Math.round(stepMs / intervalMs));
  const startTick = Math.floor(startMs / intervalMs);
  const firstTick = Math.floor(startTick / ticksPerStep) * ticksPerStep;
  const endTick = Math.ceil(endMs / intervalMs);
  const count = Math.max(0, Math.ceil((endTick - firstTick) / ticksPerStep));
  return { firstTick, endTick, ticksPerStep, count, intervalMs };
}

/** The window of each source, oldest step first. Fields that no source has are left out. */
export function readRange(
  windows: Windows,
  sources: readonly SlotSource[],
  fields: readonly FieldDefinition[],
  request: { range: TimeRange; statistics: readonly StepStatistic[]; intervalMs: number },
): RangeFrame {
  const steps = toSteps(request.range, request.intervalMs);
  const known = new Set<FieldDefinition>();
  const read = sources.map((source) =>
    readSource(windows, source, fields, steps, request.statistics, known),
  );
  const kept = fields.flatMap((field, index) => (known.has(field) ? [index] : []));
  const timestamps = Float64Array.from(
    { length: steps.count },
    (_, step) => (steps.firstTick + step * steps.ticksPerStep) * request.intervalMs,
  );
  return {
    fields: kept.map((index) => fields[index]),
    timestamps,
    series: read.map((series) => keepFields(series, kept)),
    resolution: 'raw',
  };
}

function keepFields(
  { values, statistics, sampleCounts }: SeriesFrame,
  kept: number[],
): SeriesFrame {
  return {
    values: kept.map((index) => values[index]),
    statistics: Object.fromEntries(
      Object.entries(statistics).map(([name, columns]) => [
        name,
        kept.map((index) => columns[index]),
      ]),
    ),
    sampleCounts,
  };
}

function readSource(
  windows: Windows,
  source: SlotSource,
  fields: readonly FieldDefinition[],
  steps: Steps,
  statistics: readonly StepStatistic[],
  known: Set<FieldDefinition>,
): SeriesFrame {
  const empty = () => fields.map(() => new Float64Array(steps.count).fill(Number.NaN));
  const values = empty();
  const byStatistic = new Map(statistics.map((name) => [name, empty()]));
  const sampleCounts = new Uint32Array(steps.count);
  const frame = { values, statistics: Object.fromEntries(byStatistic), sampleCounts };
  if (source.slot < 0 || steps.count === 0) return frame;

  const before = steps.firstTick - MAX_GAP_TICKS;
  const series = new SlotSeries(
    windows,
    { ...source, intervalMs: steps.intervalMs },
    before,
    steps.endTick - before,
  );
  countSamples(series, steps, sampleCounts);
  fields.forEach((field, at) => {
    const derivation = source.derivationOf?.(field) ?? field.derivation;
    const derived = deriveTicks(derivation, series);
    if (derived === undefined) return;
    known.add(field);
    if (steps.ticksPerStep === 1) {
      copyTicks(derived.values, field.decimals, values[at]);
      for (const columns of byStatistic.values()) columns[at].set(values[at]);
      return;
    }
    for (let step = 0; step < steps.count; step += 1) {
      const from = MAX_GAP_TICKS + step * steps.ticksPerStep;
      const to = Math.min(from + steps.ticksPerStep, series.length);
      if (sampleCounts[step] === 0) continue;
      const summary = summariseStep(derivation, derived, from, to);
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

function countSamples(series: SlotSeries, steps: Steps, counts: Uint32Array): void {
  for (let index = MAX_GAP_TICKS; index < series.length; index += 1) {
    if (Number.isNaN(series.times[index])) continue;
    counts[Math.floor((index - MAX_GAP_TICKS) / steps.ticksPerStep)] += 1;
  }
}
