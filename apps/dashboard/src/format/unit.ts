/** Units of the API's numbers, as the ends of their names say. */
export const UNITS = [
  'millicores',
  'bytes_per_second',
  'operations_per_second',
  'packets_per_second',
  'bytes',
  'ratio',
  'percent',
  'seconds',
  'count',
] as const;

export type Unit = (typeof UNITS)[number];

/** The unit of a field of an answer, by the end of its name: `cpu_limit_millicores` → `millicores`. */
export function unitOfField(field: string): Unit {
  return UNITS.find((unit) => field === unit || field.endsWith(`_${unit}`)) ?? 'count';
}

/** A step of a unit: numbers from `from` on are shown divided by `divisor`. */
export interface Scale {
  readonly from: number;
  readonly divisor: number;
  /** `m`, `cores`, `KiB`, `%` …; empty where there is no symbol. */
  readonly symbol: string;
}

const KIBI = 1_024;

const BYTES: readonly Scale[] = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'].map((symbol, power) => ({
  from: power === 0 ? 0 : KIBI ** power,
  divisor: KIBI ** power,
  symbol,
}));

const PLAIN: readonly Scale[] = [{ from: 0, divisor: 1, symbol: '' }];

const SCALES: Readonly<Record<Unit, readonly Scale[]>> = {
  millicores: [
    { from: 0, divisor: 1, symbol: 'm' },
    { from: 1_000, divisor: 1_000, symbol: 'cores' },
  ],
  bytes: BYTES,
  bytes_per_second: BYTES,
  operations_per_second: PLAIN,
  packets_per_second: PLAIN,
  ratio: [{ from: 0, divisor: 0.01, symbol: '%' }],
  percent: [{ from: 0, divisor: 1, symbol: '%' }],
  seconds: [{ from: 0, divisor: 1, symbol: 's' }],
  count: PLAIN,
};

/** The scale `value` is shown in; for an axis the largest value of it. */
export function chooseScale(unit: Unit, value: number): Scale {
  const scales = SCALES[unit];
  // What would be rounded up to the next step is shown in the next step: no 1,024 KiB.
  const size = roundToShown(Math.abs(value), scales);
  return scales.findLast(({ from }) => size >= from) ?? scales[0];
}

function roundToShown(size: number, scales: readonly Scale[]): number {
  const { divisor } = scales.findLast(({ from }) => size >= from) ?? scales[0];
  const shown = size / divisor;
  const factor = 10 ** digitsOf(shown);
  return (Math.round(shown * factor) / factor) * divisor;
}

/** Digits after the point a number is shown with: three that carry meaning, no more than two of them after it. */
export function digitsOf(shown: number): number {
  const size = Math.abs(shown);
  if (size >= 99.95) return 0;
  return size >= 9.995 ? 1 : 2;
}
