import { stack } from './stack';

describe('stack', () => {
  it('puts areas one upon another', () => {
    expect(
      stack(
        [0, 10],
        [
          [1, 2],
          [10, 20],
          [100, 0],
        ],
      ),
    ).toEqual([
      [1, 2],
      [11, 22],
      [111, 22],
    ]);
  });

  it('gives an area no height in its gap and keeps those above', () => {
    expect(
      stack(
        [0, 10],
        [
          [1, null],
          [10, 20],
        ],
      ),
    ).toEqual([
      [1, 0],
      [11, 20],
    ]);
  });

  it('has a gap where every area has one', () => {
    expect(
      stack(
        [0, 10],
        [
          [1, null],
          [2, null],
        ],
      ),
    ).toEqual([
      [1, null],
      [3, null],
    ]);
  });

  it('runs straight between the points of a series at times of others', () => {
    expect(
      stack(
        [0, 10, 40],
        [
          [4, undefined, 8],
          [1, 1, 1],
        ],
      ),
    ).toEqual([
      [4, 5, 8],
      [5, 6, 9],
    ]);
  });

  it('does not run into a gap or beyond the ends', () => {
    expect(stack([0, 10, 20, 30], [[undefined, 4, undefined, null]])).toEqual([
      [null, 4, null, null],
    ]);
  });
});
