/** Least and longest pause after a failure; client-go's reflector has the same. */
const LEAST_MS = 800;
const LONGEST_MS = 30_000;

/**
 * How long to wait after so many failures in a row: a random time, so that many clients do
 * not come back together, between 0.8 s and a bound that doubles from 1.6 s to 30 s.
 * @param random from 0 to below 1
 */
export function computeBackoffMs(failures: number, random: number): number {
  const bound = Math.min(LONGEST_MS, LEAST_MS * 2 ** Math.max(1, failures));
  return LEAST_MS + random * (bound - LEAST_MS);
}
