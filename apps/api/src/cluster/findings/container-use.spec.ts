import { judgeMemory, judgeThrottling } from './container-use';

const PLACE = { namespace: 'shop', name: 'web-0', container: 'app', node: 'worker-1' };

describe('judgeMemory', () => {
  it.each([
    ['below 90 %', 899, 1_000, []],
    ['from 90 %', 900, 1_000, ['warning']],
    ['below 98 %', 979, 1_000, ['warning']],
    ['from 98 %', 980, 1_000, ['error']],
    ['without a limit', 900, undefined, []],
    ['without a value', undefined, 1_000, []],
    ['with a limit of 0', 900, 0, []],
  ])('%s', (_case, used, limit, severities) => {
    expect(judgeMemory(PLACE, used, limit).map(({ severity }) => severity)).toEqual(severities);
  });

  it('does not round up to what was not reached', () => {
    expect(judgeMemory(PLACE, 999, 1_000)[0].message).toBe(
      'Container app uses 99 % of its memory limit; above it, it is killed.',
    );
  });
});

describe('judgeThrottling', () => {
  it.each([
    [0.25, 0],
    [0.2501, 1],
    [undefined, 0],
  ])('of %s has %d findings', (ratio, count) => {
    expect(judgeThrottling(PLACE, ratio)).toHaveLength(count);
  });
});
