import { LAST_BIN, findBin, middleOfBin } from './bins';

/** Most values a sketch counts; up to here sums of counts and their codes are exact. */
export const MAX_SKETCH_COUNT = 2 ** 52;

/** Counters are made room for in runs of this many, so that few values make few copies. */
const RUN = 16;

/**
 * Counts of values by size, from which any quantile is answered within
 * SKETCH_RELATIVE_ERROR, also after merging sketches of other times or other entities.
 * Bins grow by a constant factor, so a value's bin does not depend on the other values:
 * merging adds counts, in any order, and loses nothing.
 *
 * Takes values from 0 to 2^64; those below 0.0001 count as zero. There are 2,706 bins and
 * one of zeros; a sketch takes 8 bytes for each bin from its least to its greatest, so never
 * more than 22 kB. The least and greatest value themselves are not kept: a caller that has
 * them should clamp an answer to them, which makes it exact where all values are equal.
 *
 * Method: Masson, Rim, Lee, "DDSketch: A fast and fully-mergeable quantile sketch with
 * relative-error guarantees", PVLDB 12(12), 2019.
 */
export class QuantileSketch {
  private total = 0;
  private zeros = 0;
  /** Counts of bins `firstBin` to `firstBin + counts.length - 1`. */
  private counts = new Float64Array(0);
  private firstBin = 0;
  /** Bins that can be other than 0, both included; none while lowest > highest. */
  private lowest = LAST_BIN + 1;
  private highest = 0;

  /** How many values were added. */
  get count(): number {
    return this.total;
  }

  /** @throws RangeError when the value is negative, above 2^64 or NaN; nothing is added then */
  add(value: number): void {
    this.addToBin(findBin(value));
  }

  /**
   * Adds values[from] to values[to - 1], NaN left out.
   * @throws RangeError at a value that `add` refuses; those before it have been added then
   */
  addAll(values: Float64Array, from = 0, to = values.length): void {
    for (let index = from; index < to; index += 1) {
      const value = values[index];
      if (value === value) this.addToBin(findBin(value));
    }
  }

  /** @throws RangeError when both together have more than 2^52 values; nothing is added then */
  merge(other: QuantileSketch): void {
    if (this.total + other.total > MAX_SKETCH_COUNT) throw new RangeError('too many values');
    other.forEachBin((bin, count) => this.addBin(bin, count));
  }

  /** Adds `count` values of one bin, 0 (zeros) to LAST_BIN; the caller keeps to MAX_SKETCH_COUNT. */
  addBin(bin: number, count: number): void {
    this.total += count;
    if (bin === 0) {
      this.zeros += count;
      return;
    }
    if (bin < this.lowest || bin > this.highest) this.widen(bin);
    this.counts[bin - this.firstBin] += count;
  }

  /** Visits the bins that have values, rising. `visit` must not change this sketch's bins in number. */
  forEachBin(visit: (bin: number, count: number) => void): void {
    if (this.zeros > 0) visit(0, this.zeros);
    const { counts, firstBin, lowest, highest } = this;
    for (let bin = lowest; bin <= highest; bin += 1) {
      const count = counts[bin - firstBin];
      if (count > 0) visit(bin, count);
    }
  }

  /**
   * The value of nearest rank, ceil(q · count), as computePercentile has it: at most
   * SKETCH_RELATIVE_ERROR from the exact one, and 0 where that is below 0.0001. NaN when
   * nothing was added.
   * @throws RangeError when q is not from 0 to 1
   */
  quantile(q: number): number {
    if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile is from 0 to 1, not ${q}`);
    if (this.total === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(q * this.total));
    let passed = this.zeros;
    let bin = this.lowest - 1;
    if (passed >= rank) return 0;
    while (passed < rank) {
      bin += 1;
      passed += this.counts[bin - this.firstBin];
    }
    return middleOfBin(bin);
  }

  /** Forgets all values but keeps the room, so that one sketch can serve many series in turn. */
  clear(): void {
    if (this.lowest <= this.highest) {
      this.counts.fill(0, this.lowest - this.firstBin, this.highest - this.firstBin + 1);
    }
    this.total = 0;
    this.zeros = 0;
    this.lowest = LAST_BIN + 1;
    this.highest = 0;
  }

  private addToBin(bin: number): void {
    this.total += 1;
    if (bin === 0) {
      this.zeros += 1;
      return;
    }
    if (bin < this.lowest || bin > this.highest) this.widen(bin);
    this.counts[bin - this.firstBin] += 1;
  }

  private widen(bin: number): void {
    if (bin < this.lowest) this.lowest = bin;
    if (bin > this.highest) this.highest = bin;
    const { counts, firstBin } = this;
    const end = firstBin + counts.length;
    if (bin >= firstBin && bin < end) return;
    const from = roundDownToRun(counts.length === 0 ? bin : Math.min(bin, firstBin));
    const to = roundDownToRun(Math.max(bin, end - 1)) + RUN;
    this.counts = new Float64Array(to - from);
    this.firstBin = from;
    if (counts.length > 0) this.counts.set(counts, firstBin - from);
  }
}

function roundDownToRun(bin: number): number {
  return bin - (bin % RUN);
}
