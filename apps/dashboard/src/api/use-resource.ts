import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { ApiError } from './client';
import { resources } from './resources';
import { EMPTY } from './resource-cache';
import { useLiveRefresh } from './use-live-refresh';

/** What is known of a resource. */
export interface Resource<T> {
  /** The last answer; kept while a newer one is waited for, also after an error. */
  readonly data: T | undefined;
  /** Of the last request, if that failed. */
  readonly error: ApiError | undefined;
  readonly isLoading: boolean;
  /** When `data` came, ms since the epoch. */
  readonly updatedAt: number | undefined;
  refresh(): void;
}

/**
 * The JSON at `path`; `undefined` asks for nothing. It is asked for again at every live tick
 * while the range is live, by all who show it together: one request a path. The data of another
 * path is never shown: with a new path `data` is undefined until its answer is there.
 * @param leastMs between two requests, for what is too large to be asked for at every tick
 */
export function useResource<T>(path: string | undefined, leastMs = 0): Resource<T> {
  const subscribe = useCallback(
    (listener: () => void) =>
      path === undefined ? () => undefined : resources.subscribe(path, listener),
    [path],
  );
  const getSnapshot = useCallback(() => (path === undefined ? EMPTY : resources.get(path)), [path]);
  const snapshot = useSyncExternalStore(subscribe, getSnapshot);
  useLiveRefresh(path, leastMs);
  return useMemo(
    () => ({
      ...snapshot,
      data: snapshot.data as T | undefined,
      refresh: () => {
        if (path !== undefined) resources.refresh(path);
      },
    }),
    [snapshot, path],
  );
}
