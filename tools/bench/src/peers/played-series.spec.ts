import type { ClusterShape } from '../workload/topology';
import { seriesOf } from './played-series';

describe('seriesOf', () => {
  const shape: ClusterShape = {
    seed: 1,
    nodes: 2,
    podsPerNode: 3,
    namespaces: 2,
    deployments: 4,
    intervalSeconds: 5,
  };
  const series = seriesOf(shape, 1);

  it('has ten series a record, the node first', () => {
    expect(series).toHaveLength(40);
    expect(series[0]).toEqual([
      ['__name__', 'node_cpu_usage_microseconds'],
      ['node', 'node-00001'],
    ]);
  });

  it('sorts labels by name', () => {
    for (const labels of series) {
      const names = labels.map(([name]) => name);
      expect(names).toEqual([...names].sort());
    }
  });
});
