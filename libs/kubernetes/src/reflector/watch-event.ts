import { KubernetesError } from '../client';
import { toStatusError } from '../http/answer';

/** What every object of the API has, as far as following it needs it. */
export interface WatchedObject {
  readonly metadata?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** A page of a list: https://kubernetes.io/docs/reference/using-api/api-concepts/ */
export interface ListPage<T> {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items?: readonly T[] | null;
}

/** A line of a watch. An ERROR carries a Status, a BOOKMARK nothing but a version. */
export interface WatchEvent<T> {
  readonly type?: string;
  readonly object?: T;
}

/** An event that means something: an object as it is now or was at last, or just a version. */
export interface TakenEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: T;
  readonly version: string;
}

const TYPES: ReadonlySet<unknown> = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']);

/**
 * Checks a line of a watch.
 * @throws KubernetesError: what an ERROR event says, `BadAnswer` for what is no event
 */
export function toTakenEvent<T extends WatchedObject>(event: WatchEvent<T> | null): TakenEvent<T> {
  if (event?.type === 'ERROR') throw toStatusError(event.object);
  const version = event?.object?.metadata?.resourceVersion;
  if (!TYPES.has(event?.type) || typeof version !== 'string') {
    throw new KubernetesError(200, 'BadAnswer', 'a line of the watch is no event');
  }
  return { ...(event as TakenEvent<T>), version };
}

/** A page that is one. */
export interface TakenPage<T> {
  readonly items: readonly T[];
  readonly version: string;
  /** Where the next page begins; empty or undefined after the last one. */
  readonly next: string | undefined;
}

/** @throws KubernetesError (`BadAnswer`) when it is no page of a list */
export function toTakenPage<T>(page: ListPage<T> | null): TakenPage<T> {
  const { metadata, items } = page ?? {};
  if (typeof metadata?.resourceVersion !== 'string' || !Array.isArray(items ?? [])) {
    throw new KubernetesError(200, 'BadAnswer', 'the answer is no list');
  }
  return { items: items ?? [], version: metadata.resourceVersion, next: metadata.continue };
}
