import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import { metricsBehind, type Derivation, type FieldDefinition } from '@kubemonitor/metrics-model';
import { joinSeries, summariseSeries, type RangeQuestion } from '../range/range-frame';
import type { RangeFrame, SeriesFrame } from '../store';
import type { Place } from './catalogue';
import { SlotSeries } from './series-reader';
import type { TableName } from './window';
import type { Windows } from './windows';

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
  const known = new Set<FieldDefinition>();
  const read: SeriesFrame[] = [];
  for (const source of sources) {
    const asked = { ...question, derivationOf: source.derivationOf };
    const series = yield* loadSeries(windows, source, asked);
    read.push(summariseSeries(series, asked, known));
  }
  return joinSeries(read, question, known);
}

/** The ticks of a source from MAX_GAP_TICKS before the first step on; undefined = none is held. */
function* loadSeries(
  windows: Windows,
  source: SlotSource,
  { fields, steps, derivationOf }: RangeQuestion,
): Generator<void, SlotSeries | undefined> {
  if (source.place.serial < 0 || steps.count === 0) return undefined;
  const before = steps.firstTick - MAX_GAP_TICKS;
  const series = new SlotSeries(
    windows,
    { ...source, intervalMs: steps.intervalMs },
    before,
    steps.endTick - before,
  );
  const derivations = fields.map((field) => derivationOf?.(field) ?? field.derivation);
  yield* series.load(derivations.flatMap((derivation) => metricsBehind({ derivation })));
  return series;
}
