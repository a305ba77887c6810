import { METRICS } from '../metrics/catalogue';
import { SCOPES, type MetricDefinition, type MetricType } from '../metrics/metric';
import type { FieldDefinition } from './field';
import { FIELDS, SUMMED_FIELDS, fieldsOf, metricsBehind } from './fields';

const MOST_DECIMALS = 4;

/** Digits after the point that the store can keep as whole numbers, for the sums it stores. */
const MOST_STORED_DECIMALS = 3;

function metricNamed(name: string): MetricDefinition {
  const metric = METRICS.find((candidate) => candidate.name === name);
  if (metric === undefined) throw new Error(`${name} is in no catalogue`);
  return metric;
}

function fieldNamed(name: string): FieldDefinition {
  const field = FIELDS.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}

/** What a derivation must be made from. */
const SOURCE_TYPE: Readonly<Record<FieldDefinition['derivation']['kind'], MetricType>> = {
  gauge: 'gauge',
  difference: 'gauge',
  counter: 'counter',
  rate: 'counter',
  ratio: 'counter',
};

describe('FIELDS', () => {
  it('has each name once', () => {
    const names = FIELDS.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(FIELDS)('makes $name from metrics of the right type', (field) => {
    const { derivation } = field;
    const given = derivation.kind === 'rate' ? derivation.given : undefined;
    for (const name of metricsBehind(field)) {
      const expected = name === given ? 'gauge' : SOURCE_TYPE[derivation.kind];
      expect([name, metricNamed(name).type]).toEqual([name, expected]);
    }
  });

  it.each(FIELDS)('makes $name from metrics that exist in all its scopes', (field) => {
    const { derivation } = field;
    const given = derivation.kind === 'rate' ? derivation.given : undefined;
    for (const name of metricsBehind(field).filter((metric) => metric !== given)) {
      expect(metricNamed(name).scopes).toEqual(expect.arrayContaining([...field.scopes]));
    }
    if (given !== undefined)
      expect(field.scopes).toEqual(expect.arrayContaining([...metricNamed(given).scopes]));
  });

  it.each(FIELDS)('names $name for what it is', ({ name, derivation }) => {
    expect(name).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
    if (derivation.kind === 'gauge' || derivation.kind === 'counter') {
      expect(name).toBe(derivation.metric);
    } else if (derivation.kind === 'difference') {
      expect(name).toMatch(/_bytes$/);
    } else {
      expect(name).toMatch(/_(per_second|millicores|ratio)$/);
    }
  });

  it.each(FIELDS)('describes $name and gives an example with its digits', (field) => {
    const { description, example, decimals } = field;
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(decimals).toBeGreaterThanOrEqual(0);
    expect(decimals).toBeLessThanOrEqual(MOST_DECIMALS);
    expect(Number(example.toFixed(decimals))).toBe(example);
  });

  it.each([
    // µs a second are millionths of a core; milliseconds a second thousandths of the time.
    ['cpu_millicores', 'cpu_usage_microseconds', 1 / 1_000],
    ['cpu_iowait_millicores', 'cpu_iowait_microseconds', 1 / 1_000],
    ['cpu_steal_millicores', 'cpu_steal_microseconds', 1 / 1_000],
    ['disk_busy_ratio', 'disk_busy_milliseconds', 1 / 1_000],
    ['io_pressure_full_ratio', 'io_pressure_full_microseconds', 1 / 1_000_000],
    ['disk_read_bytes_per_second', 'disk_read_bytes', 1],
    ['network_tx_packets_per_second', 'network_tx_packets', 1],
  ])('scales %s', (name, metric, scale) => {
    expect(fieldNamed(name).derivation).toMatchObject({ kind: 'rate', metric, scale });
  });

  it('shows every metric, or says here why not', () => {
    const shown = new Set(FIELDS.flatMap(metricsBehind));
    const hidden = METRICS.filter(({ name }) => !shown.has(name)).map(({ name }) => name);
    // Stored for their own sake: nothing is derived from them yet.
    expect(hidden).toEqual([
      'cpu_user_microseconds',
      'cpu_system_microseconds',
      'cpu_throttled_microseconds',
      'cpu_idle_microseconds',
    ]);
  });

  it('has the fields of the seed’s answers', () => {
    const names = fieldsOf('pod').map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'cpu_millicores',
        'memory_bytes',
        'disk_read_bytes',
        'disk_write_bytes',
        'network_rx_bytes',
        'network_tx_bytes',
      ]),
    );
  });
});

describe('fieldsOf', () => {
  it.each(SCOPES)('gives the fields of a %s in the order of all', (scope) => {
    expect(fieldsOf(scope)).toEqual(FIELDS.filter(({ scopes }) => scopes.includes(scope)));
  });
});

describe('SUMMED_FIELDS', () => {
  it('are fields of pods that add up', () => {
    for (const { name, scopes, derivation, decimals } of SUMMED_FIELDS) {
      expect([name, scopes]).toEqual([name, expect.arrayContaining(['pod'])]);
      expect([name, derivation.kind]).not.toEqual([name, 'ratio']);
      expect(name).not.toMatch(/(^|_)(ratio|limit)(_|$)/);
      expect(decimals).toBeLessThanOrEqual(MOST_STORED_DECIMALS);
    }
  });

  it('are these', () => {
    expect(SUMMED_FIELDS.map(({ name }) => name)).toEqual([
      'cpu_millicores',
      'memory_bytes',
      'memory_usage_bytes',
      'memory_rss_bytes',
      'memory_cache_bytes',
      'memory_swap_bytes',
      'disk_read_bytes',
      'disk_read_bytes_per_second',
      'disk_read_operations_per_second',
      'disk_write_bytes',
      'disk_write_bytes_per_second',
      'disk_write_operations_per_second',
      'network_rx_bytes',
      'network_rx_bytes_per_second',
      'network_rx_packets_per_second',
      'network_tx_bytes',
      'network_tx_bytes_per_second',
      'network_tx_packets_per_second',
      'pids',
    ]);
  });
});

describe('metricsBehind', () => {
  it.each([
    ['memory_bytes', ['memory_bytes']],
    ['disk_read_bytes', ['disk_read_bytes']],
    ['disk_read_bytes_per_second', ['disk_read_bytes']],
    ['cpu_millicores', ['cpu_usage_microseconds', 'cpu_millicores']],
    ['cpu_throttled_ratio', ['cpu_throttled_periods', 'cpu_periods']],
    ['memory_used_bytes', ['memory_total_bytes', 'memory_available_bytes']],
  ])('of %s are %j', (name, metrics) => {
    expect(metricsBehind(fieldNamed(name))).toEqual(metrics);
  });
});
