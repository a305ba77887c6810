import type { Derivation } from '@kubemonitor/metrics-model';
import { MAX_GAP_TICKS, computeIncrease } from '../rate/rate';
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
      const given = derivation.given === undefined ? undefined : series.values(derivation.given);
      if (given !== undefined && given.some((value) => !Number.isNaN(value))) return plain(given);
      return deriveQuotient(series, series.values(derivation.metric), undefined, derivation.scale);
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
          ? (series.times[index] - series.times[previous]) / 1_000
          : computeIncrease(whole[previous], whole[index]);
      values[index] = computeQuotient(parts[index], wholes[index], whole !== undefined) * scale;
    }
    previous = index;
  }
  return { values, parts, wholes, scale };
}

/** A ratio whose whole did not grow is 0 of nothing: 0. A rate over no time has no value. */
function computeQuotient(part: number, whole: number, isRatio: boolean): number {
  if (whole > 0) return part / whole;
  return isRatio && whole === 0 && part === 0 ? 0 : Number.NaN;
}
