import { PlayedSums } from '../workload/played-sums';
import { compareWithPlayed, listExpected } from './recovery';

describe('what a system has after it was killed', () => {
  const expected = new Map([
    ['a 5000', 10],
    ['a 10000', 20],
    ['b 10000', 7],
  ]);

  it('is all there', () => {
    const sums = new Map([...expected, ['a 15000', 99]]);
    expect(compareWithPlayed(expected, sums)).toEqual({ missing: 0, different: 0 });
  });

  it('lacks points, and has others with pods missing', () => {
    const sums = new Map([
      ['a 5000', 10],
      ['a 10000', 19],
    ]);
    expect(compareWithPlayed(expected, sums)).toEqual({ missing: 1, different: 1 });
  });

  it('is expected tick by tick and namespace by namespace', () => {
    const shape = {
      ...{ seed: 1, nodes: 1, podsPerNode: 2 },
      ...{ namespaces: 1, deployments: 1, intervalSeconds: 5 },
    };
    const keys = [...listExpected(new PlayedSums(shape, 10), shape, 11, 12).keys()];
    expect(keys).toEqual(['team-000 55000', 'team-000 60000']);
  });
});
