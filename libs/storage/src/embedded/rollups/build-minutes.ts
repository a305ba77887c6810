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
import { RawBlock, serialsIn, type TickRange } from './raw-block';
import { ELAPSED_SECONDS, INTERVALS, rollupTableOf, type RolledField } from './rollup-columns';
import { putSketches } from './sketch-list';
import type { RollupBlock } from './write-rollup';

/** Entities worked at before others get their turn: about a millisecond. */
const ROWS_AT_ONCE = 16;

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
  for (let first = 0; first < serials.length; first += BLOCK_COLUMNS) {
    yield* new BlockRollup(source, range, serials.slice(first, first + BLOCK_COLUMNS)).run();
  }
}

/** The work on one block of entities. */
class BlockRollup {
  private readonly raw: RawBlock;
  private readonly table;
  private readonly chunks: (Uint8Array | undefined)[];
  private readonly shared: SharedSteps[] = [];
  private readonly room: DerivedRoom;
  private readonly sketch = new QuantileSketch();

  constructor(
    private readonly source: RawSource,
    range: TickRange,
    private readonly serials: Uint32Array,
  ) {
    const { windows, name, intervalMs } = source;
    this.table = rollupTableOf(name);
    this.room = makeDerivedRoom(range.length);
    this.raw = new RawBlock(windows, name, serials, range, intervalMs);
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
      const derived = deriveTicks(rolled.derivation, this.seriesOf(row), this.room);
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
   * One sketch of all ticks: the steps of a file of minutes make one hour. Negative values,
   * which only a foreign source could send, have none.
   */
  private sketchOf(derived: DerivedTicks | undefined, { min }: StepParts): Uint8Array {
    if (derived === undefined || min.some((least) => least < 0)) return putSketches([]);
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
function countSamples(
  { times, breaks, length }: TickSeries,
  { steps, ticksPerStep }: RawSource,
): SharedSteps {
  const samples = new Float64Array(steps);
  const elapsed = new Float64Array(steps);
  const intervals = new Float64Array(steps);
  let previous = -1;
  for (let index = 0; index < length; index += 1) {
    if (Number.isNaN(times[index])) continue;
    const step = Math.floor((index - MAX_GAP_TICKS) / ticksPerStep);
    const isNear = previous >= 0 && index - previous <= MAX_GAP_TICKS && breaks[index] === 0;
    if (step >= 0) {
      samples[step] += 1;
      if (isNear && times[index] > times[previous]) {
        elapsed[step] += (times[index] - times[previous]) / 1_000;
        intervals[step] += 1;
      }
    }
    previous = index;
  }
  return { samples, elapsed: elapsed.map((seconds) => roundTo(seconds, 3)), intervals };
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
