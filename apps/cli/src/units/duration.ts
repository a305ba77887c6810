import { InvalidArgumentError } from 'commander';

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
};
const PART = /(\d+(?:\.\d+)?)([smhdw])/g;
const MOST_SECONDS = 31_622_400;

/**
 * Reads a duration: `90s`, `5m`, `1h30m`, `7d`, or seconds without a unit.
 * @throws InvalidArgumentError when it is none, 0, or longer than the API takes (366 days)
 */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(PART)];
  const isPlain = /^\d+(\.\d+)?$/.test(text);
  const isWhole = parts.length > 0 && parts.map(([part]) => part).join('') === text;
  const seconds = isPlain
    ? Number(text)
    : parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * UNIT_SECONDS[unit], 0);
  if ((!isPlain && !isWhole) || !(seconds >= 1) || seconds > MOST_SECONDS) {
    throw new InvalidArgumentError('A duration from 1s to 366d, such as 90s, 5m, 1h30m, 7d.');
  }
  return seconds;
}

/**
 * Reads a point in time: ISO 8601, or a duration before now.
 * @throws InvalidArgumentError
 */
export function parseTime(text: string, nowMs: number): Date {
  if (/^\d{4}-/.test(text)) {
    const time = new Date(text);
    if (!Number.isNaN(time.getTime())) return time;
  } else if (/^[\d.]+[smhdw]/.test(text)) {
    return new Date(nowMs - parseDuration(text) * 1_000);
  }
  throw new InvalidArgumentError(
    'A time such as 2026-11-23T12:00:00Z, or how long ago, such as 90m.',
  );
}

/** A number of seconds in the units of `parseDuration`, exact: `1h30m`. */
export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length === 0 ? '0s' : parts.join('');
}
