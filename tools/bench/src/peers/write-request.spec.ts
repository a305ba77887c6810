import type { ClusterShape } from '../workload/topology';
import { seriesOf, WriteRequest } from './write-request';

describe('WriteRequest', () => {
  it('writes one series as remote.proto says', () => {
    const request = new WriteRequest([[['a', 'b']]]);
    const bytes = request.write(1_700_000_000_000, Float64Array.of(1));
    // 1,700,000,000,000 in groups of seven bits, lowest first.
    const time = [0x80, 0xd0, 0x95, 0xff, 0xbc, 0x31];
    const sample = [0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, ...time];
    const label = [0x0a, 6, 0x0a, 1, 0x61, 0x12, 1, 0x62];
    const series = [...label, 0x12, sample.length, ...sample];
    const message = [0x0a, series.length, ...series];
    expect([...bytes]).toEqual([message.length, (message.length - 1) << 2, ...message]);
  });

  it('changes values and time in place', () => {
    const request = new WriteRequest([[['a', 'b']]]);
    const first = [...request.write(1_700_000_000_000, Float64Array.of(1))];
    const second = [...request.write(1_700_000_005_000, Float64Array.of(2))];
    expect(second).toHaveLength(first.length);
    expect(second).not.toEqual(first);
    expect([...request.write(1_700_000_000_000, Float64Array.of(1))]).toEqual(first);
  });
});

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
