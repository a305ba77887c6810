/** A number with so many digits after the point, as answers show it. */
export function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

/** `part` of `whole` in percent; undefined where either is not known or there is no whole. */
export function toShare(part: number | undefined, whole: number | undefined): number | undefined {
  if (part === undefined || whole === undefined || whole <= 0) return undefined;
  return roundTo((part / whole) * 100, 2);
}
