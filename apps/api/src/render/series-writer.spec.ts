import { FIELDS } from '@kubemonitor/metrics-model';
import type { RangeFrame } from '@kubemonitor/storage';
import { ByteWriter } from './byte-writer';
import { SeriesWriter } from './series-writer';

const START_MS = Date.UTC(2026, 10, 23, 12, 0, 0);
const NAN = Number.NaN;

function fieldsNamed(...names: string[]) {
  return FIELDS.filter(({ name }) => names.includes(name));
}

function frameOf(frame: Partial<RangeFrame>): RangeFrame {
  return {
    fields: fieldsNamed('cpu_millicores', 'pids'),
    timestamps: Float64Array.of(START_MS, START_MS + 5_000, START_MS + 10_000),
    series: [],
    resolution: 'raw',
    ...frame,
  };
}

function writeSeries(frame: RangeFrame, index = 0): string {
  const out = new ByteWriter();
  new SeriesWriter(frame).write(index, out);
  return `{${out.take().toString('utf8')}}`;
}

describe('SeriesWriter', () => {
  it('writes points oldest first and leaves steps without a sample out', () => {
    const series = {
      values: [Float64Array.of(1.2345, NAN, 3), Float64Array.of(7, NAN, NAN)],
      statistics: {},
      sampleCounts: Uint32Array.of(1, 0, 1),
    };
    expect(writeSeries(frameOf({ series: [series] }))).toBe(
      '{"samples":[{"timestamp":"2026-11-23T12:00:00.000Z","cpu_millicores":1.235,"pids":7},' +
        '{"timestamp":"2026-11-23T12:00:10.000Z","cpu_millicores":3,"pids":null}]}',
    );
  });

  it('writes statistics after their field', () => {
    const series = {
      values: [Float64Array.of(2)],
      statistics: { max: [Float64Array.of(4)], p95: [Float64Array.of(NAN)] },
      sampleCounts: Uint32Array.of(3),
    };
    const frame = frameOf({
      fields: fieldsNamed('pids'),
      timestamps: Float64Array.of(START_MS),
      series: [series],
    });
    expect(writeSeries(frame)).toBe(
      '{"samples":[{"timestamp":"2026-11-23T12:00:00.000Z","pids":2,"pids_max":4,"pids_p95":null}]}',
    );
  });

  it('writes each of several series', () => {
    const seriesOf = (value: number) => ({
      values: [Float64Array.of(value), Float64Array.of(value)],
      statistics: {},
      sampleCounts: Uint32Array.of(1, 0, 0),
    });
    const frame = frameOf({ series: [seriesOf(1), seriesOf(2)] });
    expect(JSON.parse(writeSeries(frame, 1)).samples[0].pids).toBe(2);
  });

  it('writes no points of a series without samples', () => {
    const empty = { values: [], statistics: {}, sampleCounts: Uint32Array.of(0, 0, 0) };
    expect(writeSeries(frameOf({ fields: [], series: [empty] }))).toBe('{"samples":[]}');
  });
});
