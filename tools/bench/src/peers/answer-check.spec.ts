import { compareSums, readOwnSums, readPromqlSums } from './answer-check';

describe('answers of two systems', () => {
  const own = readOwnSums({
    items: [
      {
        namespace: 'a',
        samples: [
          { timestamp: '1970-01-01T00:00:05.000Z', memory_bytes: 10 },
          { timestamp: '1970-01-01T00:00:10.000Z', memory_bytes: 20 },
        ],
      },
    ],
  });
  const values: [number, string][] = [
    [5, '10'],
    [10, '21'],
    [15, '30'],
  ];
  const theirs = readPromqlSums(
    { data: { result: [{ metric: { namespace: 'a' }, values }] } },
    5_000,
  );

  it('are compared point by point', () => {
    expect(compareSums(own, theirs)).toEqual({ compared: 2, different: 1, onlyOne: 1 });
  });

  it('agree with themselves', () => {
    expect(compareSums(own, own)).toEqual({ compared: 2, different: 0, onlyOne: 0 });
  });

  it('are dated by the beginning of their step', () => {
    const answer = { data: { result: [{ metric: { deployment: 'd' }, values: [...values] }] } };
    expect([...readPromqlSums(answer, 60_000).keys()]).toEqual(['d 0']);
  });

  it('leave out steps without a value', () => {
    const samples = [{ timestamp: '1970-01-01T00:00:05.000Z', memory_bytes: null }];
    expect(readOwnSums({ items: [{ namespace: 'a', samples }] }).size).toBe(0);
  });

  it('are of the workload where there is one', () => {
    const samples = [{ timestamp: '1970-01-01T00:00:05.000Z', memory_bytes: 4 }];
    const items = [{ namespace: 'a', workload: { name: 'd' }, samples }];
    expect([...readOwnSums({ items })]).toEqual([['d 5000', 4]]);
  });
});
