import { latestPoint, lonePoints, marksNear, nearestPoint, nearestTime, nextMark } from './nearest';

describe('nearestPoint', () => {
  const times = [0, 10, 25, 30];

  it.each([
    ['its own', [1, 2, 3, 4], 2, 2],
    ['its own gap', [1, 2, null, 4], 2, 2],
    ['the one after, which is nearer', [1, 2, undefined, 4], 2, 3],
    ['the one before, when equally near', [1, undefined, undefined, undefined], 3, 0],
    ['the only one after', [undefined, undefined, 3, 4], 0, 2],
    ['none', [undefined, undefined, undefined, undefined], 1, undefined],
  ])('is %s', (_, values, at, expected) => {
    expect(nearestPoint(times, values, at)).toBe(expected);
  });

  it('prefers the one before at the same distance', () => {
    expect(nearestPoint([0, 10, 20], [1, undefined, 3], 1)).toBe(0);
  });
});

describe('latestPoint', () => {
  it('is the last number of any series', () => {
    expect(
      latestPoint([
        [1, 2, null],
        [1, null, undefined],
      ]),
    ).toBe(1);
    expect(latestPoint([[null], []])).toBeUndefined();
    expect(latestPoint([])).toBeUndefined();
  });
});

describe('marksNear', () => {
  it('takes those within reach', () => {
    const marks = [90, 100, 111].map((atMs) => ({ atMs, label: '', kind: 'restart' as const }));
    expect(marksNear(marks, 100, 10).map(({ atMs }) => atMs)).toEqual([90, 100]);
  });
});

describe('lonePoints', () => {
  it.each([
    [
      [1, null, 2, 3, null, 4],
      [0, 5],
    ],
    [[1, 2, 3], []],
    [[null, 1, undefined, null], [1]],
    [[1, undefined, 2], []],
    [[], []],
  ])('of %j are %j', (values, lone) => {
    expect(lonePoints(values)).toEqual(lone);
  });
});

describe('nearestTime', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [5, 0],
    [6, 1],
    [17, 1],
    [18, 2],
    [99, 2],
  ])('of %d is at %d', (time, at) => {
    expect(nearestTime([0, 10, 25], time)).toBe(at);
  });

  it('is none of none', () => {
    expect(nearestTime([], 5)).toBeUndefined();
  });
});

describe('nextMark', () => {
  const marks = [30, 10, 20].map((atMs) => ({ atMs, label: '', kind: 'oom' as const }));

  it.each([
    [0, 1, 10],
    [10, 1, 20],
    [15, -1, 10],
    [30, -1, 20],
    [30, 1, undefined],
    [10, -1, undefined],
  ] as const)('from %d in direction %d is at %s', (from, direction, atMs) => {
    expect(nextMark(marks, from, direction)?.atMs).toBe(atMs);
  });
});
