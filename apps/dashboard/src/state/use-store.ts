import { useSyncExternalStore } from 'react';
import type { Readable } from './store';

/** The store's value; the component is drawn anew when it is replaced. */
export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
