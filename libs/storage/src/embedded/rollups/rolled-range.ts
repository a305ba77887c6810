import { MAX_GAP_TICKS, StepParts, deriveTicks, type TickSeries } from '@kubemonitor/aggregation';
import { metricsBehind, type Derivation, type FieldDefinition } from '@kubemonitor/metrics-model';
import type { RangeFrame, Resolution, SeriesFrame, StepStatistic } from '../../store';
import { joinSeries } from '../../range/range-frame';
import type { Steps } from '../../range/steps';
import type { BlockFile } from '../blocks/block-file';
import type { SlotSource } from '../range-reader';
import { SlotSeries } from '../series-reader';
import type { Windows } from '../windows';
import { windowsIn } from './due';
import { cutIntoPieces, type RangePiece, type RollupLevels } from './range-pieces';
import { readParts, readShared, readSketches } from './read-steps';
import { rollupTableOf, type RolledField } from './rollup-columns';
import { HOURS } from './rollup-level';
import { FieldSteps, toSeriesFrame } from './step-accumulator';

/** What a range is answered from. */
export interface RolledSources {
  readonly windows: Windows;
  readonly levels: RollupLevels;
}

/** What is asked of a range. Steps are whole steps of the resolution. */
export interface RolledQuestion {
  readonly fields: readonly FieldDefinition[];
  readonly steps: Steps;
  readonly statistics: readonly StepStatistic[];
  readonly resolution: Resolution;
}

/** The window of each source from roll-ups, and from raw samples where there are none yet. */
export function* readRolledRange(
  sources: RolledSources,
  slots: readonly SlotSource[],
  question: RolledQuestion,
): Generator<void, RangeFrame> {
  const { fields, steps, resolution } = question;
  const known = new Set<FieldDefinition>();
  const startMs = steps.firstTick * steps.intervalMs;
  const pieces = cutIntoPieces(sources.levels, {
    startMs,
    endMs: steps.endTick * steps.intervalMs,
    resolution,
    hasSamples: (fromMs, toMs) =>
      windowsIn(sources.windows, fromMs / steps.intervalMs, Math.ceil(toMs / steps.intervalMs))
        .length > 0,
  });
  const series: SeriesFrame[] = [];
  for (const slot of slots) {
    const reader = new SeriesSteps(sources.windows, slot, question, known);
    for (const piece of slot.place.serial < 0 ? [] : pieces) {
      yield* reader.add(piece);
      yield;
    }
    series.push(reader.frame());
  }
  return { ...joinSeries(series, { fields, steps, statistics: [] }, known), resolution };
}

/** The steps of one series, gathered piece by piece. */
class SeriesSteps {
  private readonly fields: readonly FieldSteps[];
  private readonly derivations: readonly Derivation[];
  private readonly rolled: readonly (RolledField | undefined)[];
  private readonly sampleCounts: Uint32Array;
  private readonly hasExtremes: boolean;
  private readonly hasPercentile: boolean;

  constructor(
    private readonly windows: Windows,
    private readonly slot: SlotSource,
    private readonly question: RolledQuestion,
    private readonly known: Set<FieldDefinition>,
  ) {
    const { fields, steps, statistics } = question;
    this.derivations = fields.map((field) => slot.derivationOf?.(field) ?? field.derivation);
    this.fields = fields.map(
      (field, at) => new FieldSteps(field, steps.count, this.derivations[at]),
    );
    const table = rollupTableOf(slot.table);
    this.rolled = fields.map((field) => table.fields.find((one) => one.field === field));
    this.sampleCounts = new Uint32Array(steps.count);
    this.hasExtremes = statistics.length > 0;
    this.hasPercentile = statistics.includes('p95');
  }

  *add(piece: RangePiece): Generator<void> {
    if (piece.file === undefined) yield* this.addSamples(piece);
    else this.addFile(piece.file(), piece);
  }

  frame(): SeriesFrame {
    return toSeriesFrame(this.fields, this.sampleCounts, this.question.statistics);
  }

  private addFile(file: BlockFile | undefined, { startMs, endMs }: RangePiece): void {
    const table = file?.tables.get(this.slot.table);
    const { serial } = this.slot.place;
    const shared = table === undefined ? undefined : readShared(table, serial);
    if (file === undefined || table === undefined || shared === undefined) return;
    const stepMs = file.footer.intervalMs;
    const from = Math.floor((startMs - file.startMs) / stepMs);
    const to = Math.ceil((endMs - file.startMs) / stepMs);
    const stepOf = (at: number) => this.stepAt(file.startMs + at * stepMs);
    for (let at = from; at < to; at += 1) this.sampleCounts[stepOf(at)] += shared.samples[at];
    this.rolled.forEach((rolled, index) => {
      if (rolled === undefined) return;
      const { parts } = this.fields[index];
      const finer = new StepParts(file.footer.ticks, rolled.derivation);
      const into = { shared, parts: finer, hasExtremes: this.hasExtremes };
      if (!readParts(table, serial, rolled, into)) return;
      this.known.add(rolled.field);
      for (let at = from; at < to; at += 1) parts.addStep(stepOf(at), finer, at);
      if (this.hasPercentile) this.addSketches(file, rolled, this.fields[index]);
    });
  }

  /** Only whole hours have sketches, and steps are whole hours where percentiles are wanted. */
  private addSketches(file: BlockFile, rolled: RolledField, into: FieldSteps): void {
    const table = file.tables.get(this.slot.table);
    if (table === undefined) return;
    const hours = Math.round((file.endMs - file.startMs) / HOURS.stepMs);
    const sketches = readSketches(table, this.slot.place.serial, rolled, hours);
    const { steps } = this.question;
    sketches.forEach((sketch, hour) => {
      const step = this.stepAt(file.startMs + hour * HOURS.stepMs);
      if (step >= 0 && step < steps.count) into.addSketch(step, sketch);
    });
  }

  private *addSamples({ startMs, endMs }: RangePiece): Generator<void> {
    const { intervalMs } = this.question.steps;
    const first = startMs / intervalMs - MAX_GAP_TICKS;
    const length = Math.ceil(endMs / intervalMs) - first;
    const series = new SlotSeries(this.windows, { ...this.slot, intervalMs }, first, length);
    yield* series.load(this.derivations.flatMap((derivation) => metricsBehind({ derivation })));
    const { steps } = this.question;
    const base = steps.firstTick - first;
    for (let index = MAX_GAP_TICKS; index < length; index += 1) {
      if (Number.isNaN(series.times[index])) continue;
      this.sampleCounts[Math.floor((index - base) / steps.ticksPerStep)] += 1;
    }
    this.fields.forEach((field, at) => this.addDerived(field, this.derivations[at], series, base));
  }

  private addDerived(
    field: FieldSteps,
    derivation: Derivation,
    series: TickSeries,
    base: number,
  ): void {
    const derived = deriveTicks(derivation, series);
    if (derived === undefined) return;
    this.known.add(field.field);
    const { ticksPerStep } = this.question.steps;
    field.parts.addTicks(derived, MAX_GAP_TICKS, series.length, { base, ticksPerStep });
    if (!this.hasPercentile) return;
    for (let from = MAX_GAP_TICKS; from < series.length;) {
      const step = Math.floor((from - base) / ticksPerStep);
      const to = Math.min(series.length, base + (step + 1) * ticksPerStep);
      field.addValues(step, derived.values, from, to);
      from = to;
    }
  }

  private stepAt(ms: number): number {
    const { firstTick, ticksPerStep, intervalMs } = this.question.steps;
    return Math.floor((ms / intervalMs - firstTick) / ticksPerStep);
  }
}
