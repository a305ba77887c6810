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

/**
 * Derives one field for every tick of a series.
 * @returns undefined when none of its metrics was ever stored.
 */
export function deriveTicks(derivation: Derivation, series: TickSeries): DerivedTicks | undefined {
  switch (derivation.kind) {
    case 'gauge':
    case 'counter':
      return plain(series.values(derivation.metric));
    case 'difference':
      return plain(subtract(series, derivation.from, derivation.minus));
    case 'rate': {
      const { metric, scale, given } = derivation;
      const counted = deriveQuotient(series, series.values(metric), undefined, scale);
      return preferGiven(given === undefined ? undefined : series.values(given), counted);
    }
    case 'ratio': {
      const whole = series.values(derivation.whole);
      if (whole === undefined) return undefined;
      return deriveQuotient(series, series.values(derivation.part), whole, 1);
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
  if (given === undefined || given.every((value) => Number.isNaN(value))) return counted;
  if (counted === undefined) return plain(given);
  return plain(given.map((value, index) => (Number.isNaN(value) ? counted.values[index] : value)));
}

function subtract(series: TickSeries, from: string, minus: string): Float64Array | undefined {
  const whole = series.values(from);
  const part = series.values(minus);
  if (whole === undefined || part === undefined) return undefined;
  return whole.map((value, index) => Math.max(0, value - part[index]));
}

/**
 * Increase of `counter` over elapsed seconds, or over the increase of `whole`. A sample's
 * value reaches back to the sample before it, at most MAX_GAP_TICKS ticks.
 */
function deriveQuotient(
  series: TickSeries,
  counter: Float64Array | undefined,
  whole: Float64Array | undefined,
  scale: number,
): DerivedTicks | undefined {
  if (counter === undefined) return undefined;
  const values = new Float64Array(series.length).fill(Number.NaN);
  const parts = new Float64Array(series.length).fill(Number.NaN);
  const wholes = new Float64Array(series.length).fill(Number.NaN);
  let previous = -1;
  for (let index = 0; index < series.length; index += 1) {
    if (Number.isNaN(series.times[index])) continue;
    if (previous >= 0 && index - previous <= MAX_GAP_TICKS && series.breaks[index] === 0) {
      parts[index] = computeIncrease(counter[previous], counter[index]);
      wholes[index] =
        whole === undefined
          ? computeElapsedSeconds(series.times[previous], series.times[index])
          : computeIncrease(whole[previous], whole[index]);
      values[index] = computeRatio(parts[index], wholes[index]) * scale;
    }
    previous = index;
  }
  return { values, parts, wholes, scale };
}

/** NaN where the clock stood still or ran backwards: no rate over it, nor a part of a step. */
function computeElapsedSeconds(previousMs: number, currentMs: number): number {
  return currentMs > previousMs ? (currentMs - previousMs) / 1_000 : Number.NaN;
}
