import { language } from '../i18n';
import {
  chooseAxis,
  formatAge,
  formatCell,
  formatDateTime,
  formatDuration,
  formatExact,
  formatTimeWithin,
  formatValue,
  toLocalInput,
  unitOfField,
  type Unit,
} from './index';

/** The space that does not break, between number and unit. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ');

afterEach(() => language.set('en'));

const VALUES: readonly [number, Unit, string, string][] = [
  [0, 'millicores', '0m', '0m'],
  [71.57, 'millicores', '71.6m', '71.6m'],
  [250, 'millicores', '250m', '250m'],
  [999.4, 'millicores', '999m', '999m'],
  [999.6, 'millicores', '1 core', '1코어'],
  [1_000, 'millicores', '1 core', '1코어'],
  [1_256, 'millicores', '1.26 cores', '1.26코어'],
  [64_000, 'millicores', '64 cores', '64코어'],
  [0.001, 'millicores', 'less than 0.01m', '0.01m 미만'],
  [0, 'bytes', '0 B', '0 B'],
  [1_023, 'bytes', '1,023 B', '1,023 B'],
  [1_024, 'bytes', '1 KiB', '1 KiB'],
  [134_217_728, 'bytes', '128 MiB', '128 MiB'],
  // 1,023.9 KiB would be rounded to 1,024 KiB.
  [1_048_474, 'bytes', '1 MiB', '1 MiB'],
  [25_276_510_208, 'bytes', '23.5 GiB', '23.5 GiB'],
  [1_204.6, 'bytes_per_second', '1.18 KiB/s', '1.18 KiB/초'],
  [2.4, 'operations_per_second', '2.4 ops/s', '2.4회/초'],
  [0.031, 'ratio', '3.1%', '3.1%'],
  [82.34, 'percent', '82.3%', '82.3%'],
  [1, 'ratio', '100%', '100%'],
  [12_345, 'count', '12,345', '12,345'],
  [0.42, 'count', '0.42', '0.42'],
  [588.05, 'seconds', '9 min 48 s', '9분 48초'],
];

describe('formatValue', () => {
  it.each(VALUES)('%d %s is %s in English, %s in Korean', (value, unit, english, korean) => {
    expect(plain(formatValue(value, unit))).toBe(english);
    language.set('ko');
    expect(plain(formatValue(value, unit))).toBe(korean);
  });
});

/** Values as they stand in columns. */
const CELLS: readonly [number, Unit, string][] = [
  [0, 'millicores', '0m'],
  [0.3, 'millicores', '<1m'],
  [71.57, 'millicores', '72m'],
  [1_140, 'millicores', '1,140m'],
  [64_000, 'millicores', '64,000m'],
  [0, 'bytes', '0 MiB'],
  [307_200, 'bytes', '<1 MiB'],
  [1_610_612_736, 'bytes', '1,536 MiB'],
  [0, 'bytes_per_second', '0.00 MiB/s'],
  [100, 'bytes_per_second', '<0.01 MiB/s'],
  [126_000, 'bytes_per_second', '0.12 MiB/s'],
  [1_073_741_824, 'bytes_per_second', '1,024.00 MiB/s'],
  [35, 'percent', '35.0%'],
  [56.25, 'percent', '56.3%'],
  [0.04, 'percent', '<0.1%'],
  [0, 'percent', '0.0%'],
  [999.9, 'percent', '999.9%'],
  [2_596.4, 'percent', '2,596%'],
  [0.031, 'ratio', '3.1%'],
  [12_345, 'count', '12,345'],
  [0.42, 'count', '0.42'],
  [34, 'seconds', '34 s'],
];

describe('formatCell', () => {
  it.each(CELLS)('%d %s is %s', (value, unit, text) => {
    expect(plain(formatCell(value, unit))).toBe(text);
  });
});

describe('formatExact', () => {
  it.each([
    [134_217_728, 'bytes', '134,217,728 bytes', '134,217,728바이트'],
    [1, 'bytes', '1 byte', '1바이트'],
    [71.57, 'millicores', '71.57 millicores', '71.57밀리코어'],
    [1_204.6, 'bytes_per_second', '1,204.6 bytes each second', '초당 1,204.6바이트'],
    [35.8, 'percent', '35.8%', '35.8%'],
    [7, 'count', '7', '7'],
  ] as const)('%d %s is %s', (value, unit, english, korean) => {
    expect(formatExact(value, unit)).toBe(english);
    language.set('ko');
    expect(formatExact(value, unit)).toBe(korean);
  });
});

describe('chooseAxis', () => {
  it('shows all values in the scale of the largest', () => {
    const cores = chooseAxis('millicores', 2_500);
    expect([cores.label, cores.format(2_500), cores.format(100)]).toEqual(['cores', '2.5', '0.1']);
    const rate = chooseAxis('bytes_per_second', 3_145_728);
    expect([rate.label, rate.format(1_048_576)]).toEqual(['MiB/s', '1']);
    expect(chooseAxis('ratio', 0.5).format(0.25)).toBe('25');
  });
});

describe('unitOfField', () => {
  it.each([
    ['cpu_limit_millicores', 'millicores'],
    ['memory_bytes', 'bytes'],
    ['disk_read_bytes', 'bytes'],
    ['disk_read_bytes_per_second', 'bytes_per_second'],
    ['network_rx_packets_per_second', 'packets_per_second'],
    ['cpu_throttled_ratio', 'ratio'],
    ['memory_limit_percent', 'percent'],
    ['uptime_seconds', 'seconds'],
    ['pids', 'count'],
    ['load_1m', 'count'],
    ['memory_oom_kills', 'count'],
  ])('of %s is %s', (field, unit) => {
    expect(unitOfField(field)).toBe(unit);
  });
});

describe('times', () => {
  it.each([
    [-3, '0 s'],
    [0.9, '0 s'],
    [34.9, '34 s'],
    [60, '1 min'],
    [320, '5 min 20 s'],
    [2_520, '42 min'],
    [11_400, '3 h 10 min'],
    [7 * 86_400 + 3 * 3_600, '7 d 3 h'],
    [12 * 86_400 + 3_600, '12 d'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('are ages', () => {
    expect(formatAge(34)).toBe('34 s ago');
    language.set('ko');
    expect(formatAge(34)).toBe('34초 전');
  });

  it('are in the zone of the reader', () => {
    const ms = new Date(2026, 10, 3, 4, 5, 6).getTime();
    expect(formatDateTime(ms)).toBe('2026-11-03 04:05:06');
    expect(toLocalInput(ms)).toBe('2026-11-03T04:05:06');
    expect(formatTimeWithin(ms, 3_600_000)).toBe('04:05:06');
    expect(formatTimeWithin(ms, 6 * 3_600_000)).toBe('04:05');
    expect(formatTimeWithin(ms, 7 * 86_400_000)).toBe('11-03 04:05');
  });
});
