import type { Derivation } from '@kubemonitor/metrics-model';
import { MAX_GAP_TICKS, computeIncrease, computeRatio } from '../rate/rate';
import type { TickSeries } from './tick-series';

/**
 * A field's values by tick. For rates and ratios also what they are made of, so that a
 * longer step can add up parts instead of averaging quotients:
 * value = parts / wholes × scale.
 */
export interface DerivedTicks {
  readonly values: Float64Array;
  readonly parts?: Float64Array;
  readonly wholes?: Float64Array;
  readonly scale: number;
}

/** Arrays to derive into, each as long as the series: for who derives many in turn. */
export interface DerivedRoom {
  readonly values: Float64Array;
  readonly parts: Float64Array;
  readonly wholes: Float64Array;
}

export function makeDerivedRoom(length: number): DerivedRoom {
  return {
    values: new Float64Array(length),
    parts: new Float64Array(length),
    wholes: new Float64Array(length),
  };
}

/**
 * Derives one field for every tick of a series. The answer's arrays are the series' own,
 * or those of `room` and then good until it is used again; they are read only.
 * @param room made anew when absent
 * @returns undefined when none of its metrics was ever stored.
 * @throws RangeError when the room is not as long as the series
 */
export function deriveTicks(
  derivation: Derivation,
  series: TickSeries,
  room?: DerivedRoom,
): DerivedTicks | undefined {
  if (room !== undefined && room.values.length !== series.length) {
    throw new RangeError('the room is not as long as the series');
  }
  switch (derivation.kind) {
    case 'gauge':
    case 'counter':
      return plain(series.values(derivation.metric));
    case 'difference':
      return plain(subtract(series, derivation.from, derivation.minus, room));
    case 'rate': {
      const { metric, scale, given } = derivation;
      const counted = deriveQuotient(series, { counter: series.values(metric), scale }, room);
      return preferGiven(given === undefined ? undefined : series.values(given), counted);
    }
    case 'ratio': {
      const whole = series.values(derivation.whole);
      if (whole === undefined) return undefined;
      return deriveQuotient(
        series,
        { counter: series.values(derivation.part), whole, scale: 1 },
        room,
      );
    }
  }
}

function plain(values: Float64Array | undefined): DerivedTicks | undefined {
  return values === undefined ? undefined : { values, scale: 1 };
}

/** A given value wins over the counted one at its tick; steps then average, as of a gauge. */
function preferGiven(
  given: Float64Array | undefined,
  counted: DerivedTicks | undefined,
): DerivedTicks | undefined {
  if (given === undefined || !hasValue(given)) return counted;
  if (counted === undefined) return plain(given);
  const { values } = counted;
  for (let index = 0; index < values.length; index += 1) {
    const value = given[index];
    if (value === value) values[index] = value;
  }
  return plain(values);
}

function hasValue(values: Float64Array): boolean {
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] === values[index]) return true;
  }
  return false;
}

function subtract(
  series: TickSeries,
  from: string,
  minus: string,
  room: DerivedRoom | undefined,
): Float64Array | undefined {
  const whole = series.values(from);
  const part = series.values(minus);
  if (whole === undefined || part === undefined) return undefined;
  const values = room?.values ?? new Float64Array(whole.length);
  for (let index = 0; index < values.length; index += 1) {
    values[index] = Math.max(0, whole[index] - part[index]);
  }
  return values;
}

/** What is divided: the increase of `counter` by that of `whole`, or by seconds without it. */
interface Quotient {
  readonly counter: Float64Array | undefined;
  readonly whole?: Float64Array;
  readonly scale: number;
}

/**
 * Increase of `counter` over elapsed seconds, or over the increase of `whole`. A sample's
 * value reaches back to the sample before it, at most MAX_GAP_TICKS ticks.
 */
function deriveQuotient(
  series: TickSeries,
  { counter, whole, scale }: Quotient,
  room: DerivedRoom | undefined,
): DerivedTicks | undefined {
  if (counter === undefined) return undefined;
  const { length, times, breaks } = series;
  const { values, parts, wholes } = room ?? makeDerivedRoom(length);
  let previous = -1 - MAX_GAP_TICKS;
  let counterBefore = Number.NaN;
  let wholeBefore = Number.NaN;
  for (let index = 0; index < length; index += 1) {
    const time = times[index];
    let part = Number.NaN;
    let total = Number.NaN;
    if (time === time) {
      const count = counter[index];
      const wholeNow = whole === undefined ? time : whole[index];
      if (index - previous <= MAX_GAP_TICKS && breaks[index] === 0) {
        part = computeIncrease(counterBefore, count);
        total =
          whole === undefined
            ? computeElapsedSeconds(wholeBefore, wholeNow)
            : computeIncrease(wholeBefore, wholeNow);
      }
      previous = index;
      counterBefore = count;
      wholeBefore = wholeNow;
    }
    parts[index] = part;
    wholes[index] = total;
    values[index] = computeRatio(part, total) * scale;
  }
  return { values, parts, wholes, scale };
}

/** NaN where the clock stood still or ran backwards: no rate over it, nor a part of a step. */
function computeElapsedSeconds(previousMs: number, currentMs: number): number {
  return currentMs > previousMs ? (currentMs - previousMs) / 1_000 : Number.NaN;
}
