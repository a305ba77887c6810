import { gridSteps, largestOf, splitLines, topOfAxis } from './value-range';

describe('largestOf', () => {
  it.each([
    [
      [
        [1, null, 7],
        [3, undefined],
      ],
      7,
    ],
    [[[null], []], 0],
    [[], 0],
  ])('of %j is %d', (lists, largest) => {
    expect(largestOf(lists)).toBe(largest);
  });
});

describe('topOfAxis', () => {
  it('leaves room above the values', () => {
    expect(topOfAxis('millicores', 100, [])).toBeCloseTo(108);
  });

  it('takes in a line up to four times as high', () => {
    expect(topOfAxis('millicores', 100, [{ label: 'limit', value: 400 }])).toBeCloseTo(432);
    expect(topOfAxis('millicores', 100, [{ label: 'limit', value: 401 }])).toBeCloseTo(108);
  });

  it('takes in every line when nothing is used', () => {
    expect(topOfAxis('bytes', 0, [{ label: 'limit', value: 2_048 }])).toBeCloseTo(2_211.84);
  });

  it.each([
    ['bytes', 1_024],
    ['ratio', 0.01],
    ['count', 1],
  ] as const)('has a top for %s without values', (unit, top) => {
    expect(topOfAxis(unit, 0, [])).toBe(top);
  });
});

describe('splitLines', () => {
  it('tells far lines from near ones', () => {
    const near = { label: 'request', value: 20 };
    const far = { label: 'limit', value: 1_000 };
    expect(splitLines([near, far], 10)).toEqual({ within: [near], above: [far] });
  });
});

describe('gridSteps', () => {
  it('are powers of two for bytes, whole for counts, any round one else', () => {
    expect(gridSteps('bytes_per_second')?.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(gridSteps('count')?.slice(0, 5)).toEqual([1, 2, 5, 10, 20]);
    expect(gridSteps('millicores')).toBeUndefined();
  });
});
