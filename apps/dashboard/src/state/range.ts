import { useMemo } from 'react';
import { place } from './location';
import { navigate } from './route';
import {
  DEFAULT_LIVE_SECONDS,
  rangeToWord,
  readRange,
  wordToRange,
  writeRange,
  type TimeRange,
} from './time-range';
import { useStore } from './use-store';

export { secondsOf, toQuery, type TimeRange } from './time-range';

/** The time range of the page; the same object as long as it does not change. */
export function useRange(): TimeRange {
  const { search } = useStore(place);
  return useMemo(() => readRange(new URLSearchParams(search)), [search]);
}

/** Looks at another range; those zoomed out of are forgotten. */
export function setRange(range: TimeRange): void {
  navigate({ ...writeRange(range), paused: undefined, back: undefined });
}

/** Looks closer, as by a drag over a chart; `zoomBack` leads to the range before. */
export function zoomTo(startMs: number, endMs: number): void {
  const search = new URLSearchParams(place.get().search);
  const before = rangeToWord(readRange(search));
  const back = search.get('back');
  navigate({
    ...writeRange({ kind: 'fixed', startMs: Math.round(startMs), endMs: Math.round(endMs) }),
    back: back === null ? before : `${back},${before}`,
  });
}

/** Looks at the range before the last zoom. */
export function zoomBack(): void {
  const back = new URLSearchParams(place.get().search).get('back')?.split(',') ?? [];
  const range = wordToRange(back.pop() ?? '');
  if (range === undefined) return;
  const isLive = range.kind === 'live';
  navigate({
    ...writeRange(range),
    back: back.length === 0 ? undefined : back.join(','),
    ...(isLive ? { paused: undefined } : {}),
  });
}

/** Stops the live range where it is. */
export function pause(nowMs: number = Date.now()): void {
  const range = readRange(new URLSearchParams(place.get().search));
  if (range.kind !== 'live') return;
  const startMs = nowMs - range.seconds * 1_000;
  navigate({
    ...writeRange({ kind: 'fixed', startMs, endMs: nowMs }),
    paused: String(range.seconds),
  });
}

/** Goes on live, with the length it had before it was paused or zoomed. */
export function resume(): void {
  const search = new URLSearchParams(place.get().search);
  const words = [search.get('paused') ?? '', ...(search.get('back')?.split(',') ?? [])];
  const live = words.map(wordToRange).find((range) => range?.kind === 'live');
  setRange(live ?? { kind: 'live', seconds: DEFAULT_LIVE_SECONDS });
}

/** Whether the range is a zoom that can be undone, and whether it is a live one that was paused. */
export function useRangeHistory(): { isZoomed: boolean; isPaused: boolean } {
  const { search } = useStore(place);
  return useMemo(() => {
    const parameters = new URLSearchParams(search);
    return { isZoomed: parameters.has('back'), isPaused: parameters.has('paused') };
  }, [search]);
}
