import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import type { LatestTable } from '../render/table';
import { nextTurn } from '../turns/next-turn';

/** Items read at a time: a few milliseconds and half a MB, however long the list is. */
export const ITEMS_AT_ONCE = 500;

/** The latest values of a list's items, read as they are sent. */
export class LatestItems<T> {
  private writer: LatestWriter | undefined;

  /** @param clock the time all ages are told at */
  constructor(
    private readonly items: readonly T[],
    private readonly clock: { readonly nowMs: number; readonly intervalSeconds: number },
    private readonly read: (items: readonly T[]) => Promise<LatestTable>,
  ) {}

  /** Reads item `index` and the next few; undefined when it was read with those before it. */
  prepare(index: number): Promise<void> | undefined {
    return index % ITEMS_AT_ONCE === 0 ? this.load(index) : undefined;
  }

  /** Appends an item that is prepared. */
  write(index: number, out: ByteWriter): void {
    this.writer?.write(index % ITEMS_AT_ONCE, out);
  }

  private async load(first: number): Promise<void> {
    // Of many long lists asked for at once each begins in a turn of its own.
    if (this.items.length > ITEMS_AT_ONCE) await nextTurn();
    const table = await this.read(this.items.slice(first, first + ITEMS_AT_ONCE));
    this.writer = new LatestWriter(table, this.clock);
  }
}
