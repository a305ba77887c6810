import type { Report } from '@kubemonitor/metrics-model';
import { INTERVAL_MS, buildReport, type ReportWords } from '../../testing/report-builder';
import { ByteReader } from '../bytes/byte-reader';
import { ByteWriter } from '../bytes/byte-writer';
import { ReportDecoder, ReportEncoder } from './report-codec';

const WORDS: ReportWords = {
  tick: 6_000,
  atMs: 120,
  host: { load_1m: 0.42, memory_available_bytes: 4_096 },
  pods: { a: { memory_bytes: 7, cpu_usage_microseconds: null }, b: { memory_bytes: 9 } },
  containers: { c: { pod: 'b', values: { memory_bytes: 5 }, sandbox: true } },
  cgroups: { 'system.slice': { memory_bytes: 11 } },
  absent: { pods: [{ field: 'cpu_usage_microseconds', row: 0, reason: 'malformed' }] },
  hostNetwork: null,
  qos: 'BestEffort',
};

/** What the store does not keep comes back as nothing: uptime, facts, what was skipped. */
function kept(report: Report): Report {
  return { ...report, uptime_seconds: 0 };
}

function encodeAll(reports: readonly Report[]): Buffer[] {
  const encoder = new ReportEncoder(INTERVAL_MS);
  return reports.map((report) => {
    const out = new ByteWriter();
    encoder.encode(report, out);
    return out.copy();
  });
}

function decodeAll(payloads: readonly Buffer[]): (Report | string)[] {
  const decoder = new ReportDecoder(INTERVAL_MS);
  return payloads.map((payload) => {
    try {
      return decoder.decode(new ByteReader(payload));
    } catch (error) {
      return String(error);
    }
  });
}

const LOST = 'RangeError: a report before it is missing';

describe('ReportEncoder', () => {
  it('gives back all the store keeps of a report', () => {
    const report = buildReport(WORDS);
    expect(decodeAll(encodeAll([report]))).toEqual([kept(report)]);
  });

  it('writes what reports have in common once', () => {
    const reports = [6_000, 6_001, 6_002].map((tick) => buildReport({ ...WORDS, tick }));
    const payloads = encodeAll(reports);
    expect(decodeAll(payloads)).toEqual(reports.map(kept));
    // Series 0, turn 1, no flags, tick 6001 in two bytes, 120 ms as zigzag 240 in two; 13
    // numbers have seven bytes of tags, one is absent, and only the load is a float64.
    expect(payloads[1].length).toBe(1 + 1 + 1 + 2 + 2 + 7 + 8);
  });

  it('begins a series anew when a pod comes, a boot, another reason', () => {
    const reports = [
      buildReport(WORDS),
      buildReport({ ...WORDS, tick: 6_001, pods: { ...WORDS.pods, d: { memory_bytes: 1 } } }),
      buildReport({ ...WORDS, tick: 6_002, boot: 'boot-2', stepped: true }),
      buildReport({ ...WORDS, tick: 6_003, absent: {} }),
      buildReport({ ...WORDS, tick: 6_004, absent: {}, atMs: 119.5 }),
    ];
    expect(decodeAll(encodeAll(reports))).toEqual(
      reports.map((report) => ({
        ...kept(report),
        // The store rounds reading times to whole milliseconds: 119.5 + 0 is 120.
        ...(report.timestamp_milliseconds % 1 === 0
          ? {}
          : {
              host: { ...report.host, offsets_milliseconds: [0.5] },
              pods: { ...report.pods, offsets_milliseconds: [0.5, 0.5] },
              containers: { ...report.containers, offsets_milliseconds: [0.5] },
              cgroups: { ...report.cgroups, offsets_milliseconds: [0.5] },
            }),
      })),
    );
  });

  it('reads nothing that builds on a record that is lost, and all that does not', () => {
    const of = (node: string, tick: number, boot = 'boot-1') =>
      buildReport({ ...WORDS, node, tick, boot });
    const reports = [
      of('n1', 6_000),
      of('n2', 6_000),
      of('n1', 6_001),
      of('n2', 6_001),
      of('n1', 6_002),
      of('n1', 6_003, 'boot-2'),
    ];
    const payloads = encodeAll(reports);
    const withoutThird = decodeAll(payloads.filter((_, index) => index !== 2));
    expect(withoutThird).toEqual(
      [reports[0], reports[1], reports[3], LOST, reports[5]].map((one) =>
        typeof one === 'string' ? one : kept(one),
      ),
    );
    const withoutFirst = decodeAll(payloads.slice(1));
    expect(withoutFirst.map((one) => typeof one === 'string')).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('takes no record for one of another shape that has the same turn', () => {
    const small = buildReport({ tick: 6_000, pods: { a: { memory_bytes: 1 } } });
    const large = buildReport({ ...WORDS, tick: 6_001 });
    const payloads = encodeAll([small, large, buildReport({ ...WORDS, tick: 6_002 })]);
    expect(decodeAll([payloads[0], payloads[2]])).toEqual([kept(small), LOST]);
  });
});
