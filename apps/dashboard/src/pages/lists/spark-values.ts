import type { Sample } from '../../api/types';

/** Points a sparkline has at most. */
const POINTS = 30;

/** Step of a sparkline over so many seconds, s. */
export function sparkStep(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / POINTS));
}

/** The values of a field, evenly spaced: a step that is left out in the answer is a gap. */
export function toSparkValues(
  samples: readonly Sample[],
  field: string,
  stepSeconds: number,
): (number | null)[] {
  const values: (number | null)[] = [];
  let expectedMs = Number.NaN;
  for (const sample of samples) {
    const atMs = Date.parse(sample.timestamp);
    while (expectedMs < atMs) {
      values.push(null);
      expectedMs += stepSeconds * 1_000;
    }
    const value: unknown = Reflect.get(sample, field);
    values.push(typeof value === 'number' ? value : null);
    expectedMs = atMs + stepSeconds * 1_000;
  }
  return values;
}
