import { rangeLabel, shortRangeLabel } from './range-label';

const at = (text: string) => new Date(text).getTime();
const HOUR = {
  kind: 'fixed',
  startMs: at('2026-11-23T11:00:00'),
  endMs: at('2026-11-23T12:30:05'),
} as const;
const DAYS = { ...HOUR, startMs: at('2026-11-21T11:00:00') };

it.each([
  [{ kind: 'live', seconds: 900 } as const, 'Last 15 min', 'Last 15 min'],
  [HOUR, '2026-11-23 11:00:00 – 12:30:05', '11:00–12:30'],
  [DAYS, '2026-11-21 11:00:00 – 2026-11-23 12:30:05', '11-21–11-23'],
])('%j is %s, in short %s', (range, long, short) => {
  expect(rangeLabel(range)).toBe(long);
  expect(shortRangeLabel(range)).toBe(short);
});
