import { alignSeries } from './align-series';
import type { ChartSeries } from './chart-data';

function series(key: string, points: readonly (readonly [number, number | null])[]): ChartSeries {
  return {
    key,
    label: key,
    timestamps: points.map(([time]) => time),
    values: points.map(([, value]) => value),
  };
}

describe('alignSeries', () => {
  it('keeps what already has the same times', () => {
    const a = series('a', [
      [10, 1],
      [20, null],
    ]);
    const b = series('b', [
      [10, 3],
      [20, 4],
    ]);
    const { timestamps, series: aligned } = alignSeries([a, b]);
    expect(timestamps).toEqual([10, 20]);
    expect(aligned.map(({ values }) => values)).toEqual([
      [1, null],
      [3, 4],
    ]);
  });

  it('tells a gap from a time only another series has', () => {
    const a = series('a', [
      [10, 1],
      [30, null],
    ]);
    const b = series('b', [
      [20, 3],
      [30, 4],
    ]);
    const { timestamps, series: aligned } = alignSeries([a, b]);
    expect(timestamps).toEqual([10, 20, 30]);
    expect(aligned[0].values).toEqual([1, undefined, null]);
    expect(aligned[1].values).toEqual([undefined, 3, 4]);
  });

  it('puts a gap where steps are left out', () => {
    const a = series('a', [
      [0, 1],
      [10, 2],
      [40, 3],
    ]);
    const { timestamps, series: aligned } = alignSeries([a], 10);
    expect(timestamps).toEqual([0, 10, 20, 40]);
    expect(aligned[0].values).toEqual([1, 2, null, 3]);
  });

  it('puts the gap of one series where another has a point', () => {
    const a = series('a', [
      [0, 1],
      [30, 3],
    ]);
    const b = series('b', [
      [0, 5],
      [10, 6],
      [20, 7],
      [30, 8],
    ]);
    const { timestamps, series: aligned } = alignSeries([a, b], 10);
    expect(timestamps).toEqual([0, 10, 20, 30]);
    expect(aligned[0].values).toEqual([1, null, undefined, 3]);
    expect(aligned[1].values).toEqual([5, 6, 7, 8]);
  });

  it('places least and greatest values too', () => {
    const a = { ...series('a', [[10, 5]]), min: [1], max: [null] };
    const { series: aligned } = alignSeries([a]);
    expect(aligned[0]).toMatchObject({ values: [5], min: [1], max: [null] });
  });

  it('has nothing of nothing', () => {
    expect(alignSeries([])).toEqual({ timestamps: [], series: [] });
    expect(alignSeries([series('a', [])], 10).timestamps).toEqual([]);
  });
});
