import {
  rangeToWord,
  readRange,
  secondsOf,
  toQuery,
  wordToRange,
  writeRange,
  type TimeRange,
} from './time-range';

const NOON_MS = 1_795_435_200_000; // 2026-11-23T12:00:00Z
const HOUR: TimeRange = { kind: 'fixed', startMs: NOON_MS - 3_600_000, endMs: NOON_MS };
const HOUR_TEXT = ['2026-11-23T11:00:00.000Z', '2026-11-23T12:00:00.000Z'] as const;

describe('a range of time', () => {
  it.each([
    ['', { kind: 'live', seconds: 900 }],
    ['window=3600', { kind: 'live', seconds: 3_600 }],
    [`start=${HOUR_TEXT[0]}&end=${HOUR_TEXT[1]}`, HOUR],
    [`window=60&start=${HOUR_TEXT[0]}&end=${HOUR_TEXT[1]}`, HOUR],
    // What is no range is the standard one.
    ['window=0', { kind: 'live', seconds: 900 }],
    ['window=-5', { kind: 'live', seconds: 900 }],
    ['window=1e9', { kind: 'live', seconds: 900 }],
    ['window=999999999', { kind: 'live', seconds: 900 }],
    [`start=${HOUR_TEXT[1]}&end=${HOUR_TEXT[0]}`, { kind: 'live', seconds: 900 }],
    [`start=yesterday&end=${HOUR_TEXT[0]}`, { kind: 'live', seconds: 900 }],
  ])('is read from %j', (search, expected) => {
    expect(readRange(new URLSearchParams(search))).toEqual(expected);
  });

  it('is asked of the API as a window, or with start and end', () => {
    expect(toQuery({ kind: 'live', seconds: 300 })).toBe('window=300');
    expect(toQuery(HOUR)).toBe(`start=${HOUR_TEXT[0]}&end=${HOUR_TEXT[1]}`);
  });

  it('is written into the URL, the standard one as nothing', () => {
    const none = { window: undefined, start: undefined, end: undefined };
    expect(writeRange({ kind: 'live', seconds: 900 })).toEqual(none);
    expect(writeRange({ kind: 'live', seconds: 60 })).toEqual({ ...none, window: '60' });
    expect(writeRange(HOUR)).toEqual({ ...none, start: HOUR_TEXT[0], end: HOUR_TEXT[1] });
  });

  it('is the same after it was a word', () => {
    expect(rangeToWord({ kind: 'live', seconds: 60 })).toBe('60');
    expect(wordToRange('60')).toEqual({ kind: 'live', seconds: 60 });
    expect(wordToRange(rangeToWord(HOUR))).toEqual(HOUR);
    for (const word of ['', 'x', '0', 'a_b', HOUR_TEXT.toReversed().join('_')]) {
      expect(wordToRange(word)).toBeUndefined();
    }
  });

  it('has a length', () => {
    expect(secondsOf(HOUR)).toBe(3_600);
    expect(secondsOf({ kind: 'live', seconds: 60 })).toBe(60);
  });
});
