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
  it.each([
    // 6% above, then up to the next of about twenty steps: 106 in steps of 5.
    ['millicores', 100, 110],
    ['millicores', 104, 115],
    ['ratio', 0.37, 0.4],
    ['count', 1, 1.1],
    // 3.18 × 2^30 in steps of 2^27, the eighth of a GiB: 25.44 of them, so 26.
    ['bytes', 3 * 2 ** 30, 26 * 2 ** 27],
  ] as const)('leaves room above %s of %d', (unit, largest, top) => {
    expect(topOfAxis(unit, largest, [])).toBe(top);
  });

  it('does not follow small changes', () => {
    expect(topOfAxis('millicores', 101, [])).toBe(topOfAxis('millicores', 103, []));
  });

  it('takes in a line up to four times as high, with room for its name', () => {
    // 448 in steps of 20.
    expect(topOfAxis('millicores', 100, [{ label: 'limit', value: 400 }])).toBe(460);
    expect(topOfAxis('millicores', 100, [{ label: 'limit', value: 401 }])).toBe(110);
  });

  it('takes in every line when nothing is used', () => {
    // 2,293.76 in steps of 64.
    expect(topOfAxis('bytes', 0, [{ label: 'limit', value: 2_048 }])).toBe(2_304);
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
