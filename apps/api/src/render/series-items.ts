import type { RangeFrame } from '@kubemonitor/storage';
import type { ByteWriter } from './byte-writer';
import { SeriesWriter } from './series-writer';

/** Items read at a time: some MB and some ms, however long the list and the window are. */
const SLICE = 4;

/**
 * The time series of a list's items, read as they are sent: all pods over an hour would be
 * gigabytes at once, and the server would answer nobody while it reads them.
 */
export class SeriesItems<T> {
  private writer: SeriesWriter | undefined;

  constructor(
    private readonly items: readonly T[],
    private readonly read: (items: readonly T[]) => Promise<RangeFrame>,
  ) {}

  /** Reads item `index` and the next few; undefined when it was read with those before it. */
  prepare(index: number): Promise<void> | undefined {
    return index % SLICE === 0 ? this.load(index) : undefined;
  }

  /** Appends `"samples":[…]` of an item that is prepared. */
  write(index: number, out: ByteWriter): void {
    this.writer?.write(index % SLICE, out);
  }

  private async load(first: number): Promise<void> {
    this.writer = new SeriesWriter(await this.read(this.items.slice(first, first + SLICE)));
  }
}
