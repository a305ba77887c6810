import {
  MAX_GAP_TICKS,
  StepParts,
  deriveTicks,
  encodeSketch,
  makeDerivedRoom,
  roundTo,
  QuantileSketch,
  type DerivedRoom,
  type DerivedTicks,
  type TickSeries,
} from '@kubemonitor/aggregation';
import { metricsBehind } from '@kubemonitor/metrics-model';
import { BLOCK_COLUMNS } from '../sealed/chunk';
import type { TableName, Window } from '../window';
import { ChunkBuilder } from './chunk-builder';
import { columnsOf, writeColumns, type SharedSteps } from './field-columns';
import { BlockRoom, RawBlock, serialsIn, type TickRange } from './raw-block';
import { ELAPSED_SECONDS, INTERVALS, rollupTableOf, type RolledField } from './rollup-columns';
import { putSketches } from './sketch-list';
import type { RollupBlock } from './write-rollup';

/** Entities worked at before others get their turn: about a millisecond. */
const ROWS_AT_ONCE = 16;

/** Greatest value that a quantile sketch takes. */
const MOST_SKETCHED = 2 ** 64;

/** The raw samples of one table that make steps. */
export interface RawSource {
  readonly name: TableName;
  /** Sealed windows, oldest first, from MAX_GAP_TICKS before the first step on. */
  readonly windows: readonly Window[];
  readonly metricIndex: ReadonlyMap<string, number>;
  readonly intervalMs: number;
  readonly firstTick: number;
  readonly ticksPerStep: number;
  readonly steps: number;
}

/** Rolls raw samples up, a block of entities at a time; `undefined` in between: others' turn. */
export function* rollUpSamples(source: RawSource): Generator<RollupBlock | undefined> {
  const { firstTick, ticksPerStep, steps } = source;
  const inside = source.windows.filter((window) => window.firstTick + window.ticks > firstTick);
  const serials = yield* pausing(serialsIn(inside.map((window) => window.sealed.get(source.name))));
  const range = {
    firstTick: firstTick - MAX_GAP_TICKS,
    length: MAX_GAP_TICKS + steps * ticksPerStep,
  };
  const room = { derived: makeDerivedRoom(range.length), block: new BlockRoom() };
  for (let first = 0; first < serials.length; first += BLOCK_COLUMNS) {
    const block = serials.slice(first, first + BLOCK_COLUMNS);
    yield* new BlockRollup(source, range, block, room).run();
  }
}

/** Memory that blocks are worked at in, one after another. */
interface Room {
  readonly derived: DerivedRoom;
  readonly block: BlockRoom;
}

/** The work on one block of entities. */
class BlockRollup {
  private readonly raw: RawBlock;
  private readonly table;
  private readonly chunks: (Uint8Array | undefined)[];
  private readonly shared: SharedSteps[] = [];
  private readonly sketch = new QuantileSketch();

  constructor(
    private readonly source: RawSource,
    range: TickRange,
    private readonly serials: Uint32Array,
    private readonly room: Room,
  ) {
    const { windows, name, intervalMs } = source;
    this.table = rollupTableOf(name);
    this.raw = new RawBlock(windows, name, serials, range, intervalMs, room.block);
    this.chunks = new Array<Uint8Array | undefined>(2 + this.table.names.length).fill(undefined);
  }

  *run(): Generator<RollupBlock | undefined> {
    yield* pausing(this.raw.loadTimes());
    yield* this.rollUpShared();
    const { fields } = this.table;
    for (const [at, rolled] of fields.entries()) {
      const metrics = this.metricsOf(rolled);
      for (const metric of metrics) yield* pausing(this.raw.load(metric));
      if (metrics.some((metric) => this.raw.has(metric))) yield* this.rollUpField(rolled);
      const later = new Set(fields.slice(at + 1).flatMap((next) => this.metricsOf(next)));
      for (const metric of metrics) if (!later.has(metric)) this.raw.release(metric);
    }
    this.raw.end();
    this.chunks[0] = new Uint8Array(this.serials.slice().buffer);
    yield { serials: this.serials, chunks: this.chunks };
  }

  private *rollUpShared(): Generator<undefined> {
    const builders = [new ChunkBuilder(), new ChunkBuilder(), new ChunkBuilder()];
    for (let row = 0; row < this.serials.length; row += 1) {
      const shared = countSamples(this.seriesOf(row), this.source);
      this.shared.push(shared);
      builders[0].add(absentWhereZero(shared.samples));
      builders[1].add(absentWhereZero(shared.elapsed));
      builders[2].add(absentWhereZero(shared.intervals));
      if (row % ROWS_AT_ONCE === 0) yield undefined;
    }
    this.chunks[1] = builders[0].finish();
    this.chunks[2 + ELAPSED_SECONDS] = builders[1].finish();
    this.chunks[2 + INTERVALS] = builders[2].finish();
  }

  private *rollUpField(rolled: RolledField): Generator<undefined> {
    const { steps, ticksPerStep } = this.source;
    const count = columnsOf(rolled.shape);
    const builders = Array.from({ length: count }, () => new ChunkBuilder());
    const columns = builders.map(() => new Float64Array(steps));
    const sketches = rolled.sketch === undefined ? undefined : new ChunkBuilder();
    const parts = new StepParts(steps, rolled.derivation);
    for (let row = 0; row < this.serials.length; row += 1) {
      parts.clear();
      const derived = deriveTicks(rolled.derivation, this.seriesOf(row), this.room.derived);
      if (derived !== undefined) {
        const { length } = derived.values;
        parts.addTicks(derived, MAX_GAP_TICKS, length, { base: MAX_GAP_TICKS, ticksPerStep });
      }
      writeColumns(parts, rolled, this.shared[row], columns);
      builders.forEach((builder, index) => builder.add(columns[index]));
      sketches?.addBytes(this.sketchOf(derived, parts));
      if (row % ROWS_AT_ONCE === 0) yield undefined;
    }
    builders.forEach((builder, index) => {
      this.chunks[2 + rolled.column + index] = builder.finish();
    });
    if (rolled.sketch !== undefined) this.chunks[2 + rolled.sketch] = sketches?.finish();
  }

  /**
   * One sketch of all ticks: the steps of a file of minutes make one hour. Values that a sketch
   * does not take, which only a foreign source could send, leave the hour without.
   */
  private sketchOf(derived: DerivedTicks | undefined, { min, max }: StepParts): Uint8Array {
    const isOutside = min.some((least) => least < 0) || max.some((most) => most > MOST_SKETCHED);
    if (derived === undefined || isOutside) return putSketches([]);
    this.sketch.clear();
    this.sketch.addAll(derived.values, MAX_GAP_TICKS, derived.values.length);
    return putSketches([encodeSketch(this.sketch)]);
  }

  private metricsOf(rolled: RolledField): number[] {
    return metricsBehind(rolled).flatMap((name) => this.source.metricIndex.get(name) ?? []);
  }

  private seriesOf(row: number): TickSeries {
    return this.raw.seriesOf(row, this.source.metricIndex);
  }
}

/** What the steps of an entity say of its samples, whatever the field. */
export function countSamples(
  { times, breaks, length }: TickSeries,
  { steps, ticksPerStep }: Pick<RawSource, 'steps' | 'ticksPerStep'>,
): SharedSteps {
  const samples = new Float64Array(steps);
  const elapsed = new Float64Array(steps);
  const intervals = new Float64Array(steps);
  let previous = lastSampleBefore(times, MAX_GAP_TICKS);
  for (let step = 0; step < steps; step += 1) {
    const from = MAX_GAP_TICKS + step * ticksPerStep;
    const to = Math.min(length, from + ticksPerStep);
    for (let index = from; index < to; index += 1) {
      const time = times[index];
      if (time !== time) continue;
      samples[step] += 1;
      const isNear = previous >= 0 && index - previous <= MAX_GAP_TICKS && breaks[index] === 0;
      if (isNear && time > times[previous]) {
        elapsed[step] += (time - times[previous]) / 1_000;
        intervals[step] += 1;
      }
      previous = index;
    }
    elapsed[step] = roundTo(elapsed[step], 3);
  }
  return { samples, elapsed, intervals };
}

/** Index of the last sample before `end`, or -1. */
function lastSampleBefore(times: Float64Array, end: number): number {
  let index = end - 1;
  while (index >= 0 && times[index] !== times[index]) index -= 1;
  return index;
}

function absentWhereZero(values: Float64Array): Float64Array {
  return values.map((value) => (value === 0 ? Number.NaN : value));
}

/** Passes a work's pauses on. */
export function* pausing<T>(steps: Generator<void, T>): Generator<undefined, T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield undefined;
  }
}
