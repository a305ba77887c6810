import { ByteWriter } from './byte-writer';
import { LatestWriter } from './latest-writer';
import { toMemberBytes, type LatestTable } from './table';

const NOW_MS = Date.UTC(2026, 10, 23, 12, 0, 0);
const CLOCK = { nowMs: NOW_MS, intervalSeconds: 5 };

function tableOf(table: Partial<LatestTable>): LatestTable {
  return {
    length: 1,
    identity: () => toMemberBytes({ pod: 'web' }),
    timestamps: Float64Array.of(NOW_MS),
    columns: [],
    ...table,
  };
}

function writeRow(table: Partial<LatestTable>, row = 0): string {
  const out = new ByteWriter();
  new LatestWriter(tableOf(table), CLOCK).write(row, out);
  return out.take().toString('utf8');
}

function ageOf(ageMs: number): unknown {
  const item = JSON.parse(writeRow({ timestamps: Float64Array.of(NOW_MS - ageMs) }));
  return [item.age_seconds, item.stale];
}

describe('LatestWriter', () => {
  it('writes time, identity, values, reasons, age', () => {
    const columns = [
      { name: 'cpu_millicores', decimals: 3, values: Float64Array.of(71.576) },
      {
        name: 'pids',
        decimals: 0,
        values: Float64Array.of(Number.NaN),
        explain: () => 'not_supported' as const,
      },
      {
        name: 'network_rx_bytes',
        decimals: 0,
        values: Float64Array.of(Number.NaN),
        explain: () => 'host_network' as const,
      },
      { name: 'cpu_limit_percent', decimals: 2, values: Float64Array.of(Number.NaN) },
    ];
    const timestamps = Float64Array.of(NOW_MS - 2_400);
    expect(writeRow({ columns, timestamps })).toBe(
      '{"timestamp":"2026-11-23T11:59:57.600Z","pod":"web","cpu_millicores":71.576,' +
        '"pids":null,"network_rx_bytes":null,' +
        '"missing":{"pids":"not_supported","network_rx_bytes":"host_network"},' +
        '"age_seconds":2.4,"stale":false}',
    );
  });

  it('writes each row with its own values and reasons', () => {
    const column = {
      name: 'pids',
      decimals: 0,
      values: Float64Array.of(3, Number.NaN),
      explain: (row: number) => (row === 1 ? ('gap' as const) : ('malformed' as const)),
    };
    const timestamps = Float64Array.of(NOW_MS, NOW_MS);
    const table = { length: 2, columns: [column], timestamps };
    expect(JSON.parse(writeRow(table, 0))).toMatchObject({ pids: 3 });
    expect(JSON.parse(writeRow(table, 1))).toMatchObject({ pids: null, missing: { pids: 'gap' } });
  });

  it('keeps 0 apart from what is absent', () => {
    const columns = [{ name: 'pids', decimals: 0, values: Float64Array.of(0) }];
    const item = JSON.parse(writeRow({ columns }));
    expect(item.pids).toBe(0);
    expect(item).not.toHaveProperty('missing');
  });

  it('appends more members', () => {
    const more = (_row: number, out: ByteWriter) => out.text(',"labels":{}');
    expect(JSON.parse(writeRow({ more }))).toMatchObject({ labels: {}, stale: false });
  });

  it.each([
    [0, [0, false]],
    [14_900, [14.9, false]],
    [15_000, [15, false]],
    [15_001, [15, true]],
    [300_000, [300, true]],
    [-2_000, [0, false]],
  ])('is stale after three intervals: age of %d ms', (ageMs, expected) => {
    expect(ageOf(ageMs)).toEqual(expected);
  });

  it('has no time and no age for what was never read', () => {
    expect(JSON.parse(writeRow({ timestamps: Float64Array.of(Number.NaN) }))).toEqual({
      timestamp: null,
      pod: 'web',
    });
  });
});

describe('toMemberBytes', () => {
  it('leaves out what is undefined and escapes what is text', () => {
    const members = { pod: 'a"b\n<script>', deployment: undefined, namespace: null };
    expect(toMemberBytes(members).toString('utf8')).toBe(
      '"pod":"a\\"b\\n<script>","namespace":null',
    );
  });
});
