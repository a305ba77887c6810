import { toTotalSeries } from './cluster-series';

describe('toTotalSeries', () => {
  const samples = [
    { timestamp: '2026-11-23T12:00:00.000Z', nodes: 2, cpu_millicores: null },
    { timestamp: '2026-11-23T12:00:05.000Z', nodes: 2, cpu_millicores: 900 },
  ];

  it('has a line for each field some point has', () => {
    const lines = [
      { field: 'pods_cpu_millicores', label: 'Pods' },
      { field: 'cpu_millicores', label: 'Nodes' },
    ];
    expect(toTotalSeries(samples, lines)).toEqual([
      {
        key: 'cpu_millicores',
        label: 'Nodes',
        timestamps: [1_795_435_200_000, 1_795_435_205_000],
        values: [null, 900],
        color: 1,
      },
    ]);
  });
});
