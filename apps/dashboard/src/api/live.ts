import { useStore } from '../state/use-store';
import { LiveConnection, type ConnectionState, type Newest } from './live-connection';
import { openStream, probe, wait } from './live-requests';

export type { ConnectionState, Newest } from './live-connection';

/** The page's connection to what is new; the shell starts it. */
export const live = new LiveConnection({ openStream, probe, wait, nowMs: () => Date.now() });

/** Counts up whenever the API has new values. */
export function useLiveTick(): number {
  return useStore(live.ticks);
}

/** How the page hears of new values, or since when the API has been gone. */
export function useConnection(): ConnectionState {
  return useStore(live.state);
}

/** What the newest live event said; undefined before the first. */
export function useNewest(): Newest | undefined {
  return useStore(live.newest);
}
