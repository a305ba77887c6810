import { compareCharts } from './chart-check';

describe('compareCharts', () => {
  it('compares hour by hour', () => {
    const maxima = new Map([
      [0, 5],
      [3_600_000, 7],
      [7_200_000, 9],
    ]);
    const theirs = new Map([
      [0, 5],
      [3_600_000, 8],
    ]);
    expect(compareCharts({ maxima, resolution: '1h' }, theirs)).toEqual({
      ...{ compared: 2, different: 1, onlyOne: 1 },
      resolution: '1h',
    });
  });
});
