import { METRICS, metricsOf } from './catalogue';
import { SCOPES, type MetricDefinition } from './metric';

/** What a metric counts in; the last word of its name, or the name itself. */
const UNITS =
  /_(microseconds|milliseconds|seconds|bytes|millicores|operations|packets|errors|dropped|periods|faults|hits|kills|limit|running|blocked|1m|5m|15m)$|^pids$/;

const nameOf = ({ name }: MetricDefinition) => name;

describe('METRICS', () => {
  it('has each name once', () => {
    const names = METRICS.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(METRICS)('names $name in snake_case, the unit last', ({ name }) => {
    expect(name).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
    expect(name).toMatch(UNITS);
  });

  it.each(METRICS)('says of $name where it is, what it is and where it comes from', (metric) => {
    expect(metric.scopes.length).toBeGreaterThan(0);
    expect(metric.scopes).toEqual(SCOPES.filter((scope) => metric.scopes.includes(scope)));
    expect(metric.description).toMatch(/^[A-Z].*\.$/);
    expect(metric.v1).not.toBe('');
    expect(metric.v2).not.toBe('');
  });

  it('counts in microseconds and bytes what only grows, and never rates', () => {
    const gauges = METRICS.filter(({ type }) => type === 'gauge').map(nameOf);
    expect(
      gauges.filter((name) => /microseconds|operations|packets|_hits|_kills/.test(name)),
    ).toEqual([]);
    expect(
      METRICS.map(nameOf).filter((name) => /per_second|(^|_)ratio|percent/.test(name)),
    ).toEqual([]);
  });

  it('has pressure for cpu, memory and io, of some and of all tasks', () => {
    const pressure = METRICS.map(nameOf).filter((name) => name.includes('pressure'));
    expect(pressure).toEqual([
      'cpu_pressure_some_microseconds',
      'cpu_pressure_full_microseconds',
      'memory_pressure_some_microseconds',
      'memory_pressure_full_microseconds',
      'io_pressure_some_microseconds',
      'io_pressure_full_microseconds',
    ]);
  });

  it.each([
    [
      'disk_read_bytes',
      'blkio.*.io_service_bytes(_recursive) Read; node: P/diskstats field 6 × 512',
    ],
    [
      'disk_write_bytes',
      'blkio.*.io_service_bytes(_recursive) Write; node: P/diskstats field 10 × 512',
    ],
    ['disk_read_operations', 'blkio.*.io_serviced(_recursive) Read; node: P/diskstats field 4'],
    ['disk_write_operations', 'blkio.*.io_serviced(_recursive) Write; node: P/diskstats field 8'],
  ])('names the kernel’s fields of %s', (name, v1) => {
    expect(METRICS.find((metric) => metric.name === name)?.v1).toBe(v1);
  });

  it.each([
    ['network_rx_bytes', 1],
    ['network_rx_dropped', 4],
    ['network_tx_bytes', 9],
    ['network_tx_packets', 10],
    ['network_tx_errors', 11],
  ])('names the column of net/dev of %s', (name, column) => {
    expect(METRICS.find((metric) => metric.name === name)?.v2).toContain(`column ${column};`);
  });
});

describe('metricsOf', () => {
  it.each(SCOPES)(
    'gives the metrics of a %s in catalogue order, the same array each time',
    (scope) => {
      const metrics = metricsOf(scope);
      expect(metrics).toEqual(METRICS.filter(({ scopes }) => scopes.includes(scope)));
      expect(metricsOf(scope)).toBe(metrics);
    },
  );

  it('gives a cgroup no network and no limits', () => {
    expect(metricsOf('cgroup').map(nameOf)).toEqual([
      'cpu_usage_microseconds',
      'cpu_user_microseconds',
      'cpu_system_microseconds',
      'memory_bytes',
      'memory_usage_bytes',
      'memory_rss_bytes',
      'memory_cache_bytes',
      'memory_swap_bytes',
      'memory_major_faults',
      'disk_read_bytes',
      'disk_write_bytes',
      'disk_read_operations',
      'disk_write_operations',
      'pids',
    ]);
  });
});
