import { useMemo } from 'react';
import type { List, Sample } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { secondsOf, toQuery, useRange } from '../../state/range';
import { sparkStep, toSparkValues } from './spark-values';

/** Of longer lists each row that is seen asks for its own line. */
const MOST_LINES = 500;

/** A small line of a row. */
export type Spark = readonly (number | null)[];

/** The lines of a list: those of all rows by key, or each row's own, asked for by this query. */
export type Lines =
  | { readonly kind: 'all'; readonly byKey: ReadonlyMap<string, Spark> | undefined }
  | { readonly kind: 'own'; readonly query: string; readonly isLive: boolean };

interface Windowed {
  readonly samples?: readonly Sample[];
}

/**
 * Lines of the rows of a list over the page's time range.
 * @param path of the list, with its filters
 * @param rows how many there are; undefined while it is not known
 */
export function useSparklines<T extends Windowed>(
  path: string,
  rows: number | undefined,
  field: string,
  keyOf: (item: T) => string,
): Lines {
  const range = useRange();
  const isLive = range.kind === 'live';
  const query = `${toQuery(range)}&step=${sparkStep(secondsOf(range))}&fields=${field}`;
  const isWanted = rows !== undefined && rows > 0 && rows <= MOST_LINES;
  const joint = path.includes('?') ? '&' : '?';
  const { data } = useResource<List<T> & { step_seconds?: number }>(
    isWanted ? `${path}${joint}limit=0&${query}` : undefined,
  );
  const isTooLong = rows !== undefined && rows > MOST_LINES;
  return useMemo((): Lines => {
    if (isTooLong) return { kind: 'own', query, isLive };
    if (data === undefined) return { kind: 'all', byKey: undefined };
    const step = data.step_seconds ?? 1;
    const byKey = new Map(
      data.items.map((item) => [keyOf(item), toSparkValues(item.samples ?? [], field, step)]),
    );
    return { kind: 'all', byKey };
  }, [isTooLong, query, isLive, data, field, keyOf]);
}
