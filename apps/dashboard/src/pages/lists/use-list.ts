import { useRef } from 'react';
import type { List } from '../../api/types';
import { useResource, type Resource } from '../../api/use-resource';

/** Up to so many rows are asked for at every tick; megabytes are not. */
const MOST_EACH_TICK = 2_000;

/** How often a longer list is read anew, s. */
export const LONG_LIST_SECONDS = 15;

/** Whether a list of so many rows is read anew less often than others. */
export function isLongList(rows: number): boolean {
  return rows > MOST_EACH_TICK;
}

/** A whole list, kept up to date; a very long one less often than at every tick. */
export function useList<T>(path: string | undefined): Resource<List<T>> {
  return useListOr<List<T>>(path);
}

/** A whole list, or an answer of another kind, which is asked for at every tick. */
export function useListOr<A extends object>(path: string | undefined): Resource<A> {
  const rows = useRef(0);
  const leastMs = isLongList(rows.current) ? LONG_LIST_SECONDS * 1_000 : 0;
  const resource = useResource<A>(path, leastMs);
  if (resource.data !== undefined) rows.current = rowsOf(resource.data);
  return resource;
}

function rowsOf(answer: object): number {
  return 'items' in answer && Array.isArray(answer.items) ? answer.items.length : 0;
}
