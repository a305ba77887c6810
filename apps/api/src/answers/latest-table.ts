import {
  fieldsOf,
  type FieldDefinition,
  type ReasonCode,
  type Scope,
} from '@kubemonitor/metrics-model';
import type { Entity, LatestFrame, MetricsStore } from '@kubemonitor/storage';
import type { FieldSelection } from '../query/fields';
import type { Column, LatestTable } from '../render/table';
import { fieldsBehind, toShareColumns, type Shares } from './share-columns';

/** How things of a kind are shown: nodes, pods, containers, cgroups. */
export interface EntityView<T> {
  readonly scope: Scope;
  /** Key of the list's order; unique. */
  readonly keyOf: (item: T) => string;
  /** What the store calls it; undefined = it has no samples. */
  readonly entityOf: (item: T) => Entity | undefined;
  /** Why its latest values are none although it may have samples; undefined = they are shown. */
  readonly silenceOf: (item: T) => ReasonCode | undefined;
  /** Members that say who it is: JSON without braces, as bytes. */
  readonly membersOf: (item: T) => Uint8Array;
  /** Shares the API adds. */
  readonly shares: Shares<T>;
  /** Members that are numbers or times, to sort by. */
  readonly numbers: ReadonlySet<string>;
  readonly numberOf: (item: T, name: string) => number | undefined;
  /** Fields the cluster tells of what has no samples. */
  readonly fallbacks?: Readonly<Record<string, (item: T) => number | undefined>>;
}

/** Latest values of items as the rows of an answer, in their order. */
export async function readLatestTable<T>(
  store: MetricsStore,
  view: EntityView<T>,
  items: readonly T[],
  { fields, extras, names }: FieldSelection,
): Promise<LatestTable> {
  const behind = fieldsBehind(view.shares, extras);
  const needed = fieldsOf(view.scope).filter(({ name }) => names.has(name) || behind.has(name));
  const silences: (ReasonCode | undefined)[] = [];
  const entities: Entity[] = [];
  const rows: number[] = [];
  for (let row = 0; row < items.length; row += 1) {
    const silence = view.silenceOf(items[row]);
    const entity = silence === undefined ? view.entityOf(items[row]) : undefined;
    silences.push(silence);
    if (entity === undefined) continue;
    entities.push(entity);
    rows.push(row);
  }
  const isWhole = rows.length === items.length;
  const frame = await store.latest(entities, needed);
  const timestamps = spreadValues(frame.timestamps, rows, items.length);
  const shown = rows.length > 0 ? frame.fields : basicsOf(needed);
  const columns = isWhole
    ? toColumns(frame)
    : fill(
        spread(frame, rows, { fields: shown, silences }),
        fields,
        fallbacksFor(view, items, (row) => Number.isNaN(timestamps[row])),
      );
  return {
    length: items.length,
    identity: (row) => view.membersOf(items[row]),
    timestamps,
    columns: [
      ...columns.filter(({ name }) => names.has(name)),
      ...toShareColumns(view.shares, extras, items, columns),
    ],
  };
}

/** The columns of a frame of latest values. */
function toColumns(frame: LatestFrame): Column[] {
  return frame.fields.map(({ name, decimals }, field) => ({
    name,
    decimals,
    values: frame.columns[field],
    explain: (row) => frame.explain(field, row),
  }));
}

/** Columns of a frame that has values of some rows only; the others have none, and a reason. */
function spread(
  frame: LatestFrame,
  rows: readonly number[],
  { fields, silences }: { fields: readonly FieldDefinition[]; silences: Silences },
): Column[] {
  const placeOf = new Map(rows.map((row, index) => [row, index]));
  return fields.map(({ name, decimals }, field) => ({
    name,
    decimals,
    values: spreadValues(frame.columns[field], rows, silences.length),
    explain: (row) => {
      const index = placeOf.get(row);
      return index === undefined ? (silences[row] ?? 'not_reported') : frame.explain(field, index);
    },
  }));
}

type Silences = readonly (ReasonCode | undefined)[];

function spreadValues(
  values: Float64Array | undefined,
  rows: readonly number[],
  length: number,
): Float64Array {
  if (values?.length === length) return values;
  const all = new Float64Array(length).fill(Number.NaN);
  rows.forEach((row, index) => (all[row] = values?.[index] ?? Number.NaN));
  return all;
}

/** What every source sends, when nothing at all was sent: not forty times null. */
function basicsOf(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  const basics = fields.filter(({ summed }) => summed);
  return basics.length > 0 ? basics : fields;
}

/** What the cluster tells of a field in each row; NaN = nothing, or it has samples. */
type Fallback = (name: string) => Float64Array | undefined;

function fallbacksFor<T>(
  { fallbacks = {} }: EntityView<T>,
  items: readonly T[],
  isSilent: (row: number) => boolean,
): Fallback {
  return (name) => {
    if (!Object.hasOwn(fallbacks, name)) return undefined;
    const told = (item: T, row: number) => (isSilent(row) ? fallbacks[name](item) : undefined);
    const values = Float64Array.from(items, (item, row) => told(item, row) ?? Number.NaN);
    return values.every(Number.isNaN) ? undefined : values;
  };
}

/** Fills in what the cluster tells of things without samples. */
function fill(
  columns: readonly Column[],
  fields: readonly FieldDefinition[],
  fallback: Fallback,
): Column[] {
  const filled = [...columns];
  for (const { name, decimals } of fields) {
    const told = fallback(name);
    if (told === undefined) continue;
    const at = filled.findIndex((column) => column.name === name);
    const own = at < 0 ? undefined : filled[at];
    const values = told.map((value, row) =>
      Number.isNaN(value) ? (own?.values[row] ?? value) : value,
    );
    filled.splice(at < 0 ? filled.length : at, 1, { ...own, name, decimals, values });
  }
  return filled;
}
