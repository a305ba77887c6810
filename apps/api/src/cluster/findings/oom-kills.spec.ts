import { countKills, judgeNodeKills, judgePodKills } from './oom-kills';

const TIMES = [0, 60_000, 120_000, 180_000];

describe('countKills', () => {
  it.each([
    ['what the counter grew by, and when last', [1, 1, 3, 3], { count: 2, lastMs: 120_000 }],
    ['over a gap', [1, Number.NaN, Number.NaN, 2], { count: 1, lastMs: 180_000 }],
    ['from 0 where it began anew', [5, 5, 1, 1], { count: 1, lastMs: 120_000 }],
    ['nothing before the first point', [7, 7, 7, 7], undefined],
    ['nothing of nothing', [Number.NaN, Number.NaN, Number.NaN, Number.NaN], undefined],
  ])('is %s', (_case, values, expected) => {
    expect(countKills(TIMES, values)).toEqual(expected);
  });
});

describe('judgePodKills', () => {
  const place = { namespace: 'shop', name: 'web-0', node: 'worker-1' };

  it('says nothing without a kill', () => {
    expect(judgePodKills(place, undefined, [], 0)).toEqual([]);
  });

  it('tells what the kernel counted', () => {
    expect(judgePodKills(place, { count: 2, lastMs: 120_000 }, [], 180_000)).toEqual([
      {
        severity: 'error',
        code: 'oom_killed',
        kind: 'pod',
        ...place,
        container: undefined,
        message: 'The pod ran out of memory within the last hour: 2 processes were killed.',
        values: { containers: undefined, count: 2 },
        value: 2,
        unit: 'count',
        sinceMs: 120_000,
      },
    ]);
  });
});

describe('judgeNodeKills', () => {
  it('tells of kills outside pods', () => {
    const [{ code, value, message }] = judgeNodeKills('worker-1', { count: 1, lastMs: 5 });
    expect([code, value]).toEqual(['node_oom_killed', 1]);
    expect(message).toBe(
      'The node ran out of memory within the last hour: 1 process was killed outside the pods known.',
    );
  });
});
