import { EntryDecoder, type JournalEntry } from '../journal/journal-records';
import { JOURNAL_MAGIC, readSegment } from '../journal/segment';
import { parseFileHeader, visitRecords, type FileRecord } from '../disk/records';

/** Takes entries of the journal up again. */
export interface EntryTarget {
  /**
   * @returns the window the entry changed; undefined when it says nothing new, or nothing of
   *   what is still kept
   */
  takeUp(entry: JournalEntry): number | undefined;
}

/** What one segment gave. */
export interface Replayed {
  /** Reports and samples that were not in a block already. */
  readonly stored: number;
  /** Windows they are of. */
  readonly windows: Set<number>;
  readonly damage: readonly string[];
  readonly bytes: number;
  /** Interval it was written with, ms; undefined when the header is damaged. */
  readonly intervalMs: number | undefined;
}

/**
 * Reads a segment and hands over its entries in order. Rejects with errno errors only.
 * @param intervalMs the interval its entries must have; undefined = that of its header
 */
export async function replaySegment(
  path: string,
  intervalMs: number | undefined,
  target: EntryTarget,
): Promise<Replayed> {
  const bytes = await readSegment(path);
  const written = parseFileHeader(bytes, JOURNAL_MAGIC);
  const decoder = new EntryDecoder(intervalMs ?? written ?? 0);
  const windows = new Set<number>();
  let stored = 0;
  let unread = 0;
  const isOurs = [written, intervalMs].includes(undefined) || written === intervalMs;
  const damagedBytes = visitRecords(isOurs ? bytes : NOTHING, (record) => {
    const entry = decodeEntry(decoder, record);
    if (entry === undefined) unread += 1;
    const window = entry === undefined ? undefined : target.takeUp(entry);
    if (window === undefined) return;
    windows.add(window);
    if (entry?.kind === 'report' || entry?.kind === 'sample') stored += 1;
  });
  const damage: string[] = [];
  if (written === undefined) damage.push(`${path}: its header is damaged`);
  if (damagedBytes > 0) damage.push(`${path}: ${damagedBytes} bytes are damaged or torn`);
  if (unread > 0)
    damage.push(`${path}: ${unread} records cannot be read, or build on one that is lost`);
  return { stored, windows, damage, bytes: bytes.length, intervalMs: written };
}

const NOTHING = Buffer.alloc(0);

/** The entry of a record; undefined when it is none, or builds on one that is lost. */
function decodeEntry(decoder: EntryDecoder, record: FileRecord): JournalEntry | undefined {
  try {
    return decoder.decode(record);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
