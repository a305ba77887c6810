import { stack } from './stack';

describe('stack', () => {
  it('puts areas one upon another', () => {
    const { timestamps, edges } = stack(
      [0, 10],
      [
        [1, 2],
        [10, 20],
        [100, 0],
      ],
    );
    expect(timestamps).toEqual([0, 10]);
    expect(edges).toEqual([
      [1, 2],
      [11, 22],
      [111, 22],
    ]);
  });

  it('ends an area half a point after its last value, at once', () => {
    const { timestamps, edges } = stack(
      [0, 10, 20],
      [
        [1, null, null],
        [10, 20, 30],
      ],
      10,
    );
    // Until 5 and from 5 on; both edges are drawn at that place.
    expect(timestamps.map((time) => Math.round(time * 100) / 100)).toEqual([0, 5, 5, 5, 5, 10, 20]);
    expect(edges[0]).toEqual([1, 1, 0, 0, 0, 0, 0]);
    expect(edges[1]).toEqual([11, 16, 15, 15, 15, 20, 30]);
  });

  it('has times that ascend, whatever the gaps', () => {
    const { timestamps } = stack(
      [0, 10, 500, 510],
      [
        [1, null, 1, null],
        [null, null, 2, 3],
      ],
      10,
    );
    timestamps.slice(1).forEach((time, index) => expect(time).toBeGreaterThan(timestamps[index]));
  });

  it('begins after a long gap half a point before its first value', () => {
    const { timestamps, edges } = stack([0, 10, 500], [[4, null, 6]], 10);
    expect(timestamps.map(Math.round)).toEqual([0, 5, 5, 5, 5, 10, 15, 15, 495, 495, 500]);
    expect(edges[0]).toEqual([4, 4, null, null, null, null, null, null, null, 6, 6]);
  });

  it('gives a lone point the width of one', () => {
    const { timestamps, edges } = stack([0, 10, 20], [[null, 7, null]], 10);
    const drawn = timestamps.filter((_, index) => edges[0][index] !== null);
    expect(drawn.map(Math.round)).toEqual([5, 10, 15]);
  });

  it('runs straight between the points of a series at times of others', () => {
    const { edges } = stack(
      [0, 10, 40],
      [
        [4, undefined, 8],
        [1, 1, 1],
      ],
    );
    expect(edges).toEqual([
      [4, 5, 8],
      [5, 6, 9],
    ]);
  });

  it('does not run into a gap or beyond the ends', () => {
    const { timestamps, edges } = stack([0, 10, 20, 30], [[undefined, 4, undefined, null]]);
    const drawn = timestamps.filter((_, index) => edges[0][index] !== null);
    expect(Math.min(...drawn)).toBeGreaterThan(0);
    expect(Math.max(...drawn)).toBeLessThan(20);
  });
});
