import { mapLimited, type ApiClient } from '@kubemonitor/compare';
import type { Item } from '../api/item';
import { keyOf, type Subject } from './subjects';

const WINDOW_SECONDS = 600;
const STEP_SECONDS = 60;
const FIELD = 'cpu_millicores';
const REQUESTS_AT_ONCE = 4;

/** CPU use of the last ten minutes, a value a minute, by `keyOf`. */
export async function readTrends(
  client: ApiClient,
  paths: readonly string[],
  subject: Subject,
): Promise<Map<string, readonly (number | null)[]>> {
  const lists = await mapLimited(paths, REQUESTS_AT_ONCE, (path) =>
    client.list<Item>(
      `${path}${path.includes('?') ? '&' : '?'}window=${WINDOW_SECONDS}&step=${STEP_SECONDS}&fields=${FIELD}`,
    ),
  );
  return toTrends(lists.flat(), subject);
}

/** Points of windows on one grid of minutes; a step without a sample is null. */
export function toTrends(
  items: readonly Item[],
  subject: Subject,
): Map<string, readonly (number | null)[]> {
  const times = items.flatMap(({ samples = [] }) => samples.map((s) => Date.parse(s.timestamp)));
  const newestMs = times.reduce((newest, time) => Math.max(newest, time), Number.NEGATIVE_INFINITY);
  const count = WINDOW_SECONDS / STEP_SECONDS;
  const trends = new Map<string, readonly (number | null)[]>();
  for (const item of items) {
    const values = new Array<number | null>(count).fill(null);
    for (const sample of item.samples ?? []) {
      const age = Math.round((newestMs - Date.parse(sample.timestamp)) / (STEP_SECONDS * 1_000));
      const value = sample[FIELD];
      if (age < count && typeof value === 'number') values[count - 1 - age] = value;
    }
    trends.set(keyOf(item, subject), values);
  }
  return trends;
}
