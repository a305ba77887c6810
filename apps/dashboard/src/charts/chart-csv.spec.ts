import { chartCsv } from './chart-csv';
import { makeModel } from './plot-model';

const AT = Date.UTC(2026, 10, 23, 14, 5, 30);

describe('chartCsv', () => {
  it('has a line for each time, then limits and events', () => {
    const model = makeModel(
      {
        unit: 'bytes',
        series: [
          {
            key: 'web',
            label: '=web',
            timestamps: [AT, AT + 15_000],
            values: [10, null],
            min: [1, null],
            max: [99, null],
          },
        ],
        lines: [{ label: 'limit', value: 20 }],
        marks: [{ atMs: AT, label: 'web', kind: 'restart' }],
      },
      new Set(),
    );
    expect(chartCsv(model, 'bytes').split('\r\n')).toEqual([
      `time,'=web (bytes),min =web (bytes),max =web (bytes)`,
      '2026-11-23T14:05:30.000Z,10,1,99',
      '2026-11-23T14:05:45.000Z,,,',
      '',
      'limit,20',
      '',
      '2026-11-23T14:05:30.000Z,restart,web',
      '',
    ]);
  });
});
