import { useEffect, useRef } from 'react';
import { useRange } from '../state/range';
import { useLiveTick } from './live';
import { resources } from './resources';

/** Points a chart can show: a window is not asked for more often than a point is long. */
const POINTS_SHOWN = 500;

/**
 * Asks for `path` again at each live tick, unless the range stands still.
 * @param leastMs between two requests, also where the path would allow more
 */
export function useLiveRefresh(path: string | undefined, leastMs = 0): void {
  const tick = useLiveTick();
  const isLive = useRange().kind === 'live';
  const seen = useRef(tick);
  useEffect(() => {
    if (seen.current === tick || path === undefined || !isLive) return;
    seen.current = tick;
    resources.tick(path, Math.max(leastMs, leastGapMs(path)));
  }, [tick, path, isLive, leastMs]);
}

/** A window of a day has a new point in minutes, not in seconds: ms between two requests. */
export function leastGapMs(path: string): number {
  const seconds = Number(/[?&]window=(\d+)/.exec(path)?.[1] ?? 0);
  return (seconds / POINTS_SHOWN) * 1_000;
}
