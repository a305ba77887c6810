import { compareWith, compareWithBetter, judge, limitOwn, measuredOf } from './goals';

const SUBJECT = { row: '1', what: 'taking in', unit: 'CPU-s per M' };
const LIMIT = { most: 1 / 8, stretch: 1 / 12 };

describe('a goal', () => {
  it.each([
    [0.1, 'stretch'],
    [0.2, 'holds'],
    [0.3, 'misses'],
  ])('of 1/8 and 1/12 of 2: %p %s', (ours, verdict) => {
    const [line] = compareWith(
      SUBJECT,
      { ours, theirs: 2 },
      { own: 'ours', peer: 'theirs' },
      LIMIT,
    );
    expect(judge(line)).toBe(verdict);
    expect(measuredOf(line)).toBeCloseTo(ours / 2);
  });

  it('is left out where the peer was not run', () => {
    expect(compareWith(SUBJECT, { ours: 1 }, { own: 'ours', peer: 'theirs' }, LIMIT)).toEqual([]);
    expect(compareWithBetter(SUBJECT, { ours: 1 }, 'ours', LIMIT)).toEqual([]);
  });

  it('is not judged where ours is not known', () => {
    const values = { ours: undefined, theirs: 2 };
    const [line] = compareWith(SUBJECT, values, { own: 'ours', peer: 'theirs' }, LIMIT);
    expect(judge(line)).toBeUndefined();
  });

  it('compares with the better peer', () => {
    const values = { ours: 3, a: 6, b: 5, c: Number.NaN };
    expect(compareWithBetter(SUBJECT, values, 'ours', { most: 1 })).toEqual([
      { ...SUBJECT, most: 1, own: 3, peer: 'b', theirs: 5 },
    ]);
  });

  it('may limit ours alone', () => {
    const [none] = limitOwn(SUBJECT, 0, { most: 0 });
    expect(judge(none)).toBe('holds');
    const [some] = limitOwn(SUBJECT, 1, { most: 0 });
    expect(judge(some)).toBe('misses');
  });
});
