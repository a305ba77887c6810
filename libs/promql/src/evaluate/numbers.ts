/** A sum that keeps the digits small values bring (Kahan, Neumaier), as Prometheus does. */
export class ExactSum {
  private sum = 0;
  private lost = 0;

  add(value: number): void {
    const next = this.sum + value;
    if (Number.isFinite(next)) {
      this.lost +=
        Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    } else {
      this.lost = 0;
    }
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.lost;
  }
}

/** Mean and spread of values that come one by one (Welford). */
export class Spread {
  private count = 0;
  private mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count += 1;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (value - this.mean);
  }

  get variance(): number {
    return this.squares / this.count;
  }
}

/** The φ-quantile of values, interpolated between neighbours. */
export function computeQuantile(phi: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(phi)) return Number.NaN;
  if (phi < 0) return Number.NEGATIVE_INFINITY;
  if (phi > 1) return Number.POSITIVE_INFINITY;
  // An array of numbers is sorted without a call for each pair, NaN last; here NaN is the least.
  const sorted = Float64Array.from(values).sort();
  let numbers = sorted.length;
  while (numbers > 0 && Number.isNaN(sorted[numbers - 1])) numbers -= 1;
  const valueAt = (rank: number) => sorted[(rank + numbers) % sorted.length];
  const rank = phi * (values.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(values.length - 1, lower + 1);
  const weight = rank - lower;
  return valueAt(lower) * (1 - weight) + valueAt(upper) * weight;
}

/** Power as IEEE 754 and Go have it: JavaScript says NaN where the result is 1. */
export function computePower(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}
