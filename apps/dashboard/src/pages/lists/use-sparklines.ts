import { useMemo } from 'react';
import type { List, Sample } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { secondsOf, toQuery, useRange } from '../../state/range';
import { sparkStep, toSparkValues } from './spark-values';

/** Of longer lists each row that is seen asks for its own line. */
const MOST_LINES = 500;

/** A small line of a row. */
export type Spark = readonly (number | null)[];

interface Windowed {
  readonly samples?: readonly Sample[];
}

/** The query of a sparkline in the page's time range. */
export function useSparkQuery(field: string): string {
  const range = useRange();
  return `${toQuery(range)}&step=${sparkStep(secondsOf(range))}&fields=${field}`;
}

/**
 * Lines of all rows of a list that is not too long, by key.
 * @param path of the list, with its filters; undefined while it is not known how long it is
 */
export function useSparklines<T extends Windowed>(
  path: string,
  rows: number | undefined,
  field: string,
  keyOf: (item: T) => string,
): ReadonlyMap<string, Spark> | undefined {
  const query = useSparkQuery(field);
  const isWanted = rows !== undefined && rows > 0 && rows <= MOST_LINES;
  const joint = path.includes('?') ? '&' : '?';
  const { data } = useResource<List<T> & { step_seconds?: number }>(
    isWanted ? `${path}${joint}limit=0&${query}` : undefined,
  );
  return useMemo(() => {
    if (data === undefined) return undefined;
    const step = data.step_seconds ?? 1;
    return new Map(
      data.items.map((item) => [keyOf(item), toSparkValues(item.samples ?? [], field, step)]),
    );
  }, [data, field, keyOf]);
}

/** Whether the rows of a list ask for their own lines. */
export function isTooLong(rows: number): boolean {
  return rows > MOST_LINES;
}
