import type { Box } from './line-labels';

/** What a column of a plot covers, px; null is a gap, undefined a time only others have. */
export interface DrawnShape {
  readonly xs: readonly number[];
  readonly tops: readonly (number | null | undefined)[];
  /** Of a line the same as `tops`. */
  readonly bottoms: readonly (number | null | undefined)[];
}

/** The drawn data in strips of the plot from left to right, each with the spans they cover in it. */
export class DrawnData {
  private readonly strips: (readonly [top: number, bottom: number])[][];

  /**
   * @param strip width of one, px
   * @param margin around what is drawn, px: half the width of a line and some air
   */
  constructor(
    private readonly plot: Box,
    private readonly strip: number,
    private readonly margin: number,
  ) {
    const count = Math.max(1, Math.ceil((plot.right - plot.left) / strip));
    this.strips = Array.from({ length: count }, () => []);
  }

  add({ xs, tops, bottoms }: DrawnShape): void {
    let last = -1;
    xs.forEach((_, index) => {
      const [top, bottom] = [tops[index], bottoms[index]];
      if (top === undefined || bottom === undefined) return;
      if (top === null || bottom === null) {
        last = -1;
        return;
      }
      const from = last === -1 ? index : last;
      this.cover(
        [xs[from], xs[index]],
        [tops[from] ?? top, top],
        [bottoms[from] ?? bottom, bottom],
      );
      last = index;
    });
  }

  /** Whether anything lies in the box. */
  isIn({ left, right, top, bottom }: Box): boolean {
    const [first, last] = [this.stripAt(left), this.stripAt(right)];
    for (let index = first; index <= last; index += 1) {
      const isCovered = this.strips[index].some(
        ([from, to]) => from - this.margin < bottom && to + this.margin > top,
      );
      if (isCovered) return true;
    }
    return false;
  }

  private stripAt(x: number): number {
    const index = Math.floor((x - this.plot.left) / this.strip);
    return Math.min(this.strips.length - 1, Math.max(0, index));
  }

  /** A piece between two points, straight at both edges. */
  private cover(
    [x0, x1]: readonly [number, number],
    tops: readonly [number, number],
    bottoms: readonly [number, number],
  ): void {
    if (x1 < this.plot.left || x0 > this.plot.right) return;
    const [first, last] = [this.stripAt(x0), this.stripAt(x1)];
    for (let index = first; index <= last; index += 1) {
      const start = Math.max(x0, this.plot.left + index * this.strip);
      const end = Math.max(start, Math.min(x1, this.plot.left + (index + 1) * this.strip));
      const shares = [start, end].map((x) => (x1 > x0 ? (x - x0) / (x1 - x0) : 0));
      const along = ([from, to]: readonly [number, number]) =>
        shares.map((share) => from + (to - from) * Math.min(1, share));
      this.strips[index].push([Math.min(...along(tops)), Math.max(...along(bottoms))]);
    }
  }
}
