/** A vertical axis: from 0, or from the least value where that is below, to a round number. */
export interface Scale {
  readonly least: number;
  readonly greatest: number;
  /** Distance of two labels. */
  readonly step: number;
}

/** What a label may be a multiple of, times a power of the base. */
const DECIMAL_STEPS = [1, 2, 2.5, 5, 10];
const BINARY_STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024];

/**
 * A scale with about `labels` steps that holds all values. Bytes go in powers of 1024, all else
 * in powers of 10.
 */
export function chooseScale(values: readonly number[], labels: number, isBinary: boolean): Scale {
  const top = values.reduce((most, value) => Math.max(most, value), 0);
  const bottom = values.reduce((least, value) => Math.min(least, value), 0);
  const span = top - bottom;
  if (!(span > 0)) return { least: bottom, greatest: bottom + 1, step: 1 };
  const step = roundUp(span / labels, isBinary);
  return {
    least: Math.floor(bottom / step) * step,
    greatest: Math.ceil(top / step) * step,
    step,
  };
}

function roundUp(step: number, isBinary: boolean): number {
  const base = isBinary ? 1_024 : 10;
  const power = base ** Math.floor(Math.log(step) / Math.log(base));
  const steps = isBinary ? BINARY_STEPS : DECIMAL_STEPS;
  const factor = steps.find((candidate) => candidate * power >= step) ?? base;
  return factor * power;
}
