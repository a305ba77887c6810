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
  const theirs = readPromqlSums({ data: { result: [{ metric: { namespace: 'a' }, values }] } });

  it('are compared point by point', () => {
    expect(compareSums(own, theirs)).toEqual({ compared: 2, different: 1, onlyOne: 1 });
  });

  it('agree with themselves', () => {
    expect(compareSums(own, own)).toEqual({ compared: 2, different: 0, onlyOne: 0 });
  });
});
