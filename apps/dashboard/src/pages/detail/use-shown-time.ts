import { useMemo } from 'react';
import { useRange } from '../../state/range';

/**
 * The ends of the time axis: of a live range up to when the points came.
 * @param updatedAt when they came, ms; undefined while there are none
 */
export function useShownTime(updatedAt: number | undefined): { startMs: number; endMs: number } {
  const range = useRange();
  return useMemo(() => {
    if (range.kind === 'fixed') return { startMs: range.startMs, endMs: range.endMs };
    const endMs = updatedAt ?? Date.now();
    return { startMs: endMs - range.seconds * 1_000, endMs };
  }, [range, updatedAt]);
}
