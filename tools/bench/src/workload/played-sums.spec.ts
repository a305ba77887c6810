import { NodeWorkload } from './node-workload';
import { PlayedSums } from './played-sums';
import type { ClusterShape } from './topology';

describe('PlayedSums', () => {
  const shape: ClusterShape = {
    ...{ seed: 1, nodes: 2, podsPerNode: 3 },
    ...{ namespaces: 1, deployments: 1, intervalSeconds: 5 },
  };
  /** Working sets of the three pods: value 1 of records 1 to 3. */
  const memoryOf = (workload: NodeWorkload): number =>
    [11, 21, 31].reduce((sum, at) => sum + workload.values[at], 0);

  it('adds up the pods of all nodes, tick after tick', () => {
    const nodes = [new NodeWorkload(shape, 0), new NodeWorkload(shape, 1)];
    const sums = new PlayedSums(shape, 100);
    nodes.forEach((node) => node.step());
    const first = memoryOf(nodes[0]) + memoryOf(nodes[1]);
    nodes.forEach((node) => node.step());
    const second = memoryOf(nodes[0]) + memoryOf(nodes[1]);
    expect(sums.at(101)).toEqual(new Map([['team-000', second]]));
    expect(sums.at(100)).toEqual(new Map([['team-000', first]]));
  });

  it('knows nothing of ticks before the first', () => {
    expect(new PlayedSums(shape, 100).at(99).size).toBe(0);
  });
});
