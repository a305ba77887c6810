import { findGaps } from './losses';

const START = Date.parse('2026-01-01T00:00:00Z');
const point = (seconds: number) => ({ timestamp: new Date(START + seconds * 1_000).toISOString() });

describe('findGaps', () => {
  it('names the ticks that are not there', () => {
    const points = [0, 5, 20, 25].map(point);
    const range = { fromMs: START, untilMs: START + 27_000 };
    expect(findGaps(points, range, 5_000)).toEqual([START + 10_000, START + 15_000]);
  });

  it('begins with the first tick in the range', () => {
    const range = { fromMs: START + 1, untilMs: START + 10_000 };
    expect(findGaps([point(5), point(10)], range, 5_000)).toEqual([]);
    expect(findGaps([], range, 5_000)).toEqual([START + 5_000, START + 10_000]);
  });
});
