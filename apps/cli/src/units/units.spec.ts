import { formatDuration, parseDuration, parseTime } from './duration';
import { formatField } from './field-unit';
import {
  formatAge,
  formatBytes,
  formatMebibytes,
  formatMillicores,
  formatPercent,
} from './format-number';

it.each([
  [formatMillicores, 71.2, '72m'],
  [formatMillicores, 0, '0m'],
  [formatMillicores, null, '-'],
  [formatMebibytes, 37_748_736, '36Mi'],
  [formatMebibytes, 1_048_575, '0Mi'],
  [formatMebibytes, undefined, '-'],
  [formatMebibytes, Number.NaN, '-'],
  [formatPercent, 56.9, '56%'],
  [formatBytes, 0, '0'],
  [formatBytes, 1_023, '1023'],
  [formatBytes, 1_536, '1.5Ki'],
  [formatBytes, 150 * 1_048_576, '150Mi'],
  [formatAge, 119, '119s'],
  [formatAge, 120, '2m'],
  [formatAge, 7_200, '2h'],
  [formatAge, 172_800, '2d'],
] as const)('%p of %p is %s', (format, value, text) => {
  expect(format(value)).toBe(text);
});

it.each([
  ['cpu_millicores', 1.5, '1.5m'],
  ['cpu_millicores', 1_200.2, '1201m'],
  ['memory_bytes', 1_073_741_824, '1.0Gi'],
  ['disk_read_bytes_per_second', 10_000, '9.8Ki/s'],
  ['cpu_percent', 29.97, '29.97%'],
  ['disk_busy_ratio', 0.064, '6.4%'],
  ['uptime_seconds', 5, '5s'],
  ['load_1m', 0.4567, '0.457'],
  ['pids', null, '-'],
])('%s %p is %s', (field, value, text) => {
  expect(formatField(field, value)).toBe(text);
});

it.each([
  ['90', 90],
  ['90s', 90],
  ['1h30m', 5_400],
  ['7d', 604_800],
  ['1.5h', 5_400],
])('reads the duration %s', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

it.each(['', '0s', '-5m', '5x', '1h 5', '400d', 'NaN', '1e3'])(
  'refuses the duration "%s"',
  (text) => {
    expect(() => parseDuration(text)).toThrow(/A duration from 1s to 366d/);
  },
);

it('reads times, also as how long ago', () => {
  const nowMs = Date.UTC(2026, 10, 23, 12);
  expect(parseTime('2026-11-23T11:00:00Z', nowMs).toISOString()).toBe('2026-11-23T11:00:00.000Z');
  expect(parseTime('90m', nowMs).toISOString()).toBe('2026-11-23T10:30:00.000Z');
  for (const text of ['soon', '2026-13-45', '12:00']) {
    expect(() => parseTime(text, nowMs)).toThrow(/A time such as/);
  }
});

it.each([
  [5, '5s'],
  [90, '1m30s'],
  [86_400, '1d'],
  [0, '0s'],
])('writes %d s as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
