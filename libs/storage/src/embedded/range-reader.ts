import { MAX_GAP_TICKS, type TickSeries } from '@kubemonitor/aggregation';
import { metricsBehind, type Derivation, type FieldDefinition } from '@kubemonitor/metrics-model';
import { RangeSummary, type RangeQuestion } from '../range/range-frame';
import type { Steps } from '../range/steps';
import type { RangeFrame } from '../store';
import type { Place } from './catalogue';
import { readSamples } from './sample-reader';
import type { TableName } from './window';
import type { Windows } from './windows';

/** Samples of one metric gathered at a time, 2 MB of them. */
const SAMPLES_AT_ONCE = 262_144;

/** Where a series lies: an entity's slot or a group's. */
export interface SlotSource {
  readonly table: TableName;
  /** Where nothing is stored, with a negative serial number, the answer is empty. */
  readonly place: Place;
  readonly metricIndex: ReadonlyMap<string, number>;
  /** How the source's stored columns give a field; by default as the field says. */
  readonly derivationOf?: (field: FieldDefinition) => Derivation;
}

/** The window of each source, oldest step first. Fields that no source has are left out. */
export function* readRange(
  windows: Windows,
  sources: readonly SlotSource[],
  fields: readonly FieldDefinition[],
  { steps, statistics }: Pick<RangeQuestion, 'steps' | 'statistics'>,
): Generator<void, RangeFrame> {
  const question: RangeQuestion = { fields, steps, statistics };
  const summary = new RangeSummary(question, sources.length);
  const ticks = MAX_GAP_TICKS + steps.count * steps.ticksPerStep;
  const atOnce = Math.max(1, Math.floor(SAMPLES_AT_ONCE / ticks));
  for (let from = 0; from < sources.length;) {
    const to = endOfRun(sources, from, atOnce);
    const some = sources.slice(from, to);
    const { derivationOf } = some[0];
    const asked = { ...question, derivationOf };
    const series = yield* loadSeries(windows, some, asked);
    for (const [index, { place }] of some.entries()) {
      const samples = place.serial < 0 ? undefined : series[index];
      summary.add(samples, derivationOf);
      yield;
    }
    from = to;
  }
  return summary.frame();
}

/** Where sources end that can be read together with the one at `from`. */
function endOfRun(sources: readonly SlotSource[], from: number, most: number): number {
  const { table, derivationOf } = sources[from];
  const end = Math.min(sources.length, from + most);
  let to = from + 1;
  while (to < end && sources[to].table === table && sources[to].derivationOf === derivationOf) {
    to += 1;
  }
  return to;
}

/** The ticks of sources of one table from MAX_GAP_TICKS before the first step on. */
function loadSeries(
  windows: Windows,
  sources: readonly SlotSource[],
  { fields, steps, derivationOf }: RangeQuestion & { readonly steps: Steps },
): Generator<void, readonly TickSeries[]> {
  const { table, metricIndex } = sources[0];
  const metrics = new Set(
    fields.flatMap((field) =>
      metricsBehind({ derivation: derivationOf?.(field) ?? field.derivation }),
    ),
  );
  const { firstTick, endTick, intervalMs } = steps;
  return readSamples(
    windows,
    { table, metricIndex, places: sources.map(({ place }) => place) },
    [...metrics],
    { firstTick: firstTick - MAX_GAP_TICKS, endTick, intervalMs },
  );
}
