import type { FieldDefinition } from '@kubemonitor/metrics-model';
import type { GroupFrame, GroupKind, MetricsStore, RangeFrame } from '@kubemonitor/storage';

/** A sum over pods as it is now, or as it last was. */
export interface CurrentSum {
  readonly key: string;
  /** The moment it is of, ms since the epoch. */
  readonly timestampMs: number;
  /** By field of the table; NaN = absent. */
  readonly values: readonly number[];
  /** Pods in it and how many of them are carried over; not known of a sum of the past. */
  readonly pods?: number;
  readonly estimatedPods?: number;
}

export interface CurrentSums {
  readonly fields: readonly FieldDefinition[];
  readonly sums: readonly CurrentSum[];
}

/**
 * The sums of `keys`: those of the newest moment, and of the others, whose pods are not heard
 * of any more, the last one since `sinceMs`.
 */
export async function readCurrentSums(
  store: MetricsStore,
  kind: GroupKind,
  keys: readonly string[],
  request: { fields: readonly FieldDefinition[]; sinceMs: number; nowMs: number },
): Promise<CurrentSums> {
  const { fields, sinceMs, nowMs } = request;
  const frame = await store.groupLatest(kind, fields);
  const now = new Map(frame.keys.map((key, row) => [key, row]));
  const isNow = (key: string) => now.has(key) && frame.timestampMs >= sinceMs;
  const current = keys.filter(isNow).map((key) => readNow(frame, key, now.get(key) ?? 0));
  const others = keys.filter((key) => !isNow(key));
  if (others.length === 0) return { fields: frame.fields, sums: current };
  const range = { startMs: sinceMs, endMs: nowMs, stepMs: store.intervalSeconds * 1_000 };
  const past = await store.groupRange(kind, others, fields, range, []);
  const shown = frame.fields.length > 0 ? frame.fields : past.fields;
  const last = others.flatMap((key, index) => readLast(past, shown, key, index));
  return {
    fields: shown,
    sums: [...current, ...last].sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

function readNow(frame: GroupFrame, key: string, row: number): CurrentSum {
  return {
    key,
    timestampMs: frame.timestampMs,
    values: frame.columns.map((column) => column[row]),
    pods: frame.pods[row],
    estimatedPods: frame.estimatedPods[row],
  };
}

function readLast(
  past: RangeFrame,
  shown: readonly FieldDefinition[],
  key: string,
  index: number,
): CurrentSum[] {
  const { sampleCounts, values } = past.series[index];
  const step = sampleCounts.findLastIndex((count) => count > 0);
  if (step < 0) return [];
  const valueOf = (field: FieldDefinition) => values[past.fields.indexOf(field)]?.[step];
  return [
    {
      key,
      timestampMs: past.timestamps[step],
      values: shown.map((field) => valueOf(field) ?? Number.NaN),
    },
  ];
}
