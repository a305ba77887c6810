import type { RangeFrame } from '@kubemonitor/storage';
import type { ByteWriter } from './byte-writer';
import { SeriesWriter } from './series-writer';

/** Points read at a time: under a MB and a few ms, however long the list and the window are. */
const POINTS_AT_ONCE = 16_384;

/**
 * The time series of a list's items, read as they are sent: all pods over an hour would be
 * gigabytes at once, and the server would answer nobody while it reads them.
 */
export class SeriesItems<T> {
  private writer: SeriesWriter | undefined;
  private readonly atOnce: number;

  /** @param pointsPerItem numbers an item has: steps × fields × statistics */
  constructor(
    private readonly items: readonly T[],
    pointsPerItem: number,
    private readonly read: (items: readonly T[]) => Promise<RangeFrame>,
  ) {
    this.atOnce = Math.max(1, Math.floor(POINTS_AT_ONCE / Math.max(1, pointsPerItem)));
  }

  /** Reads item `index` and the next few; undefined when it was read with those before it. */
  prepare(index: number): Promise<void> | undefined {
    return index % this.atOnce === 0 ? this.load(index) : undefined;
  }

  /** Appends `"samples":[…]` of an item that is prepared. */
  write(index: number, out: ByteWriter): void {
    this.writer?.write(index % this.atOnce, out);
  }

  private async load(first: number): Promise<void> {
    const frame = await this.read(this.items.slice(first, first + this.atOnce));
    this.writer = new SeriesWriter(frame, this.writer?.heads);
  }
}
