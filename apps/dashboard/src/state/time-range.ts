import type { SearchChange } from './search';

/** What time is looked at: the last seconds up to now, or from one time to another. */
export type TimeRange =
  | { readonly kind: 'live'; readonly seconds: number }
  | { readonly kind: 'fixed'; readonly startMs: number; readonly endMs: number };

/** Without any parameter. */
export const DEFAULT_LIVE_SECONDS = 900;

/** The API keeps no more. */
const MOST_LIVE_SECONDS = 366 * 86_400;

/** The range a query holds: `window=900` or `start=…&end=…`; what is no range is the default. */
export function readRange(search: URLSearchParams): TimeRange {
  const startMs = readTime(search.get('start'));
  const endMs = readTime(search.get('end'));
  if (startMs !== undefined && endMs !== undefined && startMs < endMs) {
    return { kind: 'fixed', startMs, endMs };
  }
  return { kind: 'live', seconds: readSeconds(search.get('window')) ?? DEFAULT_LIVE_SECONDS };
}

/** The parameters of a range, for the URL of a page. */
export function writeRange(range: TimeRange): SearchChange {
  if (range.kind === 'live') {
    const isDefault = range.seconds === DEFAULT_LIVE_SECONDS;
    const window = isDefault ? undefined : String(range.seconds);
    return { window, start: undefined, end: undefined };
  }
  return { window: undefined, start: toIso(range.startMs), end: toIso(range.endMs) };
}

/** The same for the API: `window=900` or `start=…&end=…`. */
export function toQuery(range: TimeRange): string {
  if (range.kind === 'live') return `window=${range.seconds}`;
  return `start=${toIso(range.startMs)}&end=${toIso(range.endMs)}`;
}

/** Length of a range. */
export function secondsOf(range: TimeRange): number {
  return range.kind === 'live' ? range.seconds : (range.endMs - range.startMs) / 1_000;
}

/** A range as one word, to be kept in a parameter: `900` or `start_end`. */
export function rangeToWord(range: TimeRange): string {
  if (range.kind === 'live') return String(range.seconds);
  return `${toIso(range.startMs)}_${toIso(range.endMs)}`;
}

/** What `rangeToWord` has written; undefined when it is not such a word. */
export function wordToRange(word: string): TimeRange | undefined {
  const [start, end] = word.split('_', 2);
  if (end === undefined) {
    const seconds = readSeconds(word);
    return seconds === undefined ? undefined : { kind: 'live', seconds };
  }
  const startMs = readTime(start);
  const endMs = readTime(end);
  if (startMs === undefined || endMs === undefined || startMs >= endMs) return undefined;
  return { kind: 'fixed', startMs, endMs };
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

function readTime(text: string | null): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

function readSeconds(text: string | null): number | undefined {
  if (text === null || !/^\d{1,9}$/.test(text)) return undefined;
  const seconds = Number(text);
  return seconds > 0 && seconds <= MOST_LIVE_SECONDS ? seconds : undefined;
}
