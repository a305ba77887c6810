import {
  MOST_INTERVALS_OF_NOW,
  exposedFamilies,
  renderLabels,
  type ExposedFamily,
  type ExposedMember,
  type Exposer,
  type FieldDefinition,
  type Scope,
} from '@kubemonitor/metrics-model';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import type { Family } from '../exposition/family';
import { nextTurn } from '../../turns/next-turn';

/** Something with samples, and the labels its series have, as `renderLabels` gives them. */
export interface LabelledEntity {
  readonly entity: Entity;
  readonly labels: Buffer;
}

/** One stored metric of all rows. */
interface MemberColumn {
  readonly labels: Buffer;
  readonly values: Float64Array;
  readonly divisor: number;
  readonly decimals: number;
}

/** Digits of a stored gauge that carry meaning. */
const STORED_DECIMALS = 3;

/** Rows read in one go: a few ms of work. */
const ROWS_A_TURN = 500;

/**
 * The metrics an exposition has of entities of one scope, with their newest values: counters
 * as they are stored, in base units. What is not stored has no sample.
 * @param nowMs ms since the epoch
 */
export async function readStoredFamilies(
  store: MetricsStore,
  exposer: Exposer,
  scope: Scope,
  rows: readonly LabelledEntity[],
  nowMs: number,
): Promise<Family[]> {
  if (rows.length === 0) return [];
  const families = exposedFamilies(exposer, scope);
  const fields = families.flatMap(({ type, members }) =>
    members.map(({ metric }) => fieldOf(scope, metric, type === 'gauge')),
  );
  const frame = await readInTurns(store, rows, fields);
  const times = timesToTell(frame, nowMs, store.intervalSeconds);
  return families.flatMap((family) => toFamily(family, frame, rows, times) ?? []);
}

/** Newest values of all rows by metric; NaN = absent. */
interface NewestValues {
  readonly timestamps: Float64Array;
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/** Reads some rows at a time, with other requests answered in between. */
async function readInTurns(
  store: MetricsStore,
  rows: readonly LabelledEntity[],
  fields: readonly FieldDefinition[],
): Promise<NewestValues> {
  const timestamps = new Float64Array(rows.length).fill(Number.NaN);
  const columns = new Map<string, Float64Array>();
  for (let start = 0; start < rows.length; start += ROWS_A_TURN) {
    const entities = rows.slice(start, start + ROWS_A_TURN).map(({ entity }) => entity);
    const frame = await store.latest(entities, fields);
    timestamps.set(frame.timestamps, start);
    frame.fields.forEach(({ name }, field) => {
      const column = columns.get(name) ?? new Float64Array(rows.length).fill(Number.NaN);
      columns.set(name, column);
      column.set(frame.columns[field], start);
    });
    await nextTurn();
  }
  return { timestamps, columns };
}

/** A stored metric as a field, so that the store gives its newest value as it is. */
function fieldOf(scope: Scope, metric: string, isGauge: boolean): FieldDefinition {
  return {
    name: metric,
    scopes: [scope],
    derivation: { kind: isGauge ? 'gauge' : 'counter', metric },
    decimals: isGauge ? STORED_DECIMALS : 0,
    summed: false,
    description: metric,
    example: 0,
  };
}

/** When each sample was read, where it is too old to be of now; NaN = not told. */
function timesToTell(
  { timestamps }: NewestValues,
  nowMs: number,
  intervalSeconds: number,
): Float64Array {
  const oldestMs = nowMs - MOST_INTERVALS_OF_NOW * intervalSeconds * 1_000;
  return timestamps.map((timestamp) => (timestamp < oldestMs ? timestamp : Number.NaN));
}

/** Undefined when no row has a value. */
function toFamily(
  { members, ...head }: ExposedFamily,
  frame: NewestValues,
  rows: readonly LabelledEntity[],
  times: Float64Array,
): Family | undefined {
  const columns = members.flatMap((member) => toColumn(member, frame) ?? []);
  if (columns.length === 0) return undefined;
  return {
    ...head,
    rows: rows.length,
    write: (row, out) => {
      const { labels } = rows[row];
      for (const { values, divisor, decimals, labels: more } of columns) {
        out.sample(labels, more, values[row] / divisor, decimals, times[row]);
      }
    },
  };
}

function toColumn(member: ExposedMember, frame: NewestValues): MemberColumn | undefined {
  const values = frame.columns.get(member.metric);
  if (values === undefined || values.every(Number.isNaN)) return undefined;
  const labels = Buffer.from(renderLabels(member.labels));
  return { labels, values, divisor: member.divisor, decimals: member.decimals };
}
