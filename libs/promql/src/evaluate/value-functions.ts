import type { Steps } from './vector';

/** A function of a value and of what else is given at its step; undefined = nothing. */
export type ValueFunction = (value: number, ...parameters: number[]) => number | undefined;

const DEGREES = 180 / Math.PI;

function round(value: number, toNearest = 1): number {
  // As Prometheus: halves go up, and 1/n keeps digits better than n.
  const inverse = 1 / toNearest;
  return Math.floor(value * inverse + 0.5) / inverse;
}

function clamp(value: number, least: number, most: number): number | undefined {
  if (least > most) return undefined;
  return Math.max(least, Math.min(most, value));
}

/** A part of a time in UTC, given as seconds since the epoch. */
function ofDate(read: (date: Date) => number): ValueFunction {
  return (seconds) => read(new Date(Math.trunc(seconds) * 1_000));
}

const DAY_MS = 86_400_000;

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

const daysInMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** Functions that change each value of a vector by itself. */
export const VALUE_FUNCTIONS: ReadonlyMap<string, ValueFunction> = new Map<string, ValueFunction>([
  ['abs', Math.abs],
  ['ceil', Math.ceil],
  ['floor', Math.floor],
  ['exp', Math.exp],
  ['ln', Math.log],
  ['log2', Math.log2],
  ['log10', Math.log10],
  ['sqrt', Math.sqrt],
  ['sgn', Math.sign],
  ['deg', (value) => value * DEGREES],
  ['rad', (value) => value / DEGREES],
  ['round', round],
  ['clamp', clamp],
  ['clamp_min', (value, least) => Math.max(least, value)],
  ['clamp_max', (value, most) => Math.min(most, value)],
  ['minute', ofDate((date) => date.getUTCMinutes())],
  ['hour', ofDate((date) => date.getUTCHours())],
  ['day_of_week', ofDate((date) => date.getUTCDay())],
  ['day_of_month', ofDate((date) => date.getUTCDate())],
  ['day_of_year', ofDate(dayOfYear)],
  ['days_in_month', ofDate(daysInMonth)],
  ['month', ofDate((date) => date.getUTCMonth() + 1)],
  ['year', ofDate((date) => date.getUTCFullYear())],
]);

/** The time of each step, seconds since the epoch. */
export function toStepSeconds({ startMs, stepMs, count }: Steps): Float64Array {
  return Float64Array.from({ length: count }, (_, step) => (startMs + step * stepMs) / 1_000);
}
