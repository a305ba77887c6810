import { open, readFile, rename } from 'node:fs/promises';
import { ByteWriter } from '../bytes/byte-writer';
import {
  FILE_MODE,
  openAppendFile,
  syncParent,
  writeAll,
  type AppendFile,
  type OpenAppendFile,
  type SyncPolicy,
} from '../disk/append-file';
import {
  FILE_HEADER_BYTES,
  buildFileHeader,
  parseFileHeader,
  visitRecords,
  type FileRecord,
} from '../disk/records';
import { decodeNamesRecord, encodeNamesRecord, type NamesRecord } from './names-records';

/** "KMN1", little end first: names, first version. */
const MAGIC = 0x314e_4d4b;

/** Records put down before others' work gets its turn. */
const RECORDS_AT_ONCE = 500;

/** A file smaller than this is not worth writing anew. */
const SMALLEST_REWRITE_BYTES = 1_048_576;

export interface NamesFileOptions {
  readonly path: string;
  readonly intervalMs: number;
  readonly sync: SyncPolicy;
  readonly openFile?: OpenAppendFile;
}

/** What was read from a names file. */
export interface FoundNames {
  /** Interval it was written with, ms; undefined when there is no file or its header is damaged. */
  readonly intervalMs: number | undefined;
  /** Bytes that could not be read. */
  readonly damagedBytes: number;
}

/**
 * Who is behind the serial numbers in block files. Appended to before a block file that
 * needs it appears, written anew when most of it is out of date.
 */
export class NamesFile {
  private file: AppendFile | undefined;
  private bytes = 0;
  /** Size after it was last written anew. */
  private cleanBytes = 0;

  constructor(private readonly options: NamesFileOptions) {}

  get size(): number {
    return this.bytes;
  }

  /** Whether half of it or more is out of date. */
  get isStale(): boolean {
    return this.bytes > SMALLEST_REWRITE_BYTES && this.bytes > 2 * this.cleanBytes;
  }

  /** Hands over the records of the file in order. Rejects with errno errors; damage is told, not thrown. */
  async read(visit: (record: NamesRecord) => void): Promise<FoundNames> {
    const bytes = await readFile(this.options.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (bytes === undefined) return { intervalMs: undefined, damagedBytes: 0 };
    this.bytes = bytes.length;
    this.cleanBytes = bytes.length;
    let unknownBytes = 0;
    const damagedBytes = visitRecords(bytes, (read) => {
      const record = tryDecode(read);
      if (record === undefined) unknownBytes += read.payload.length;
      else visit(record);
    });
    const intervalMs = parseFileHeader(bytes, MAGIC);
    const headerBytes = intervalMs === undefined ? FILE_HEADER_BYTES : 0;
    return { intervalMs, damagedBytes: damagedBytes + unknownBytes + headerBytes };
  }

  /** Appends records. Rejects with errno errors; the file is then as it was. */
  async append(records: Iterable<NamesRecord | undefined>): Promise<void> {
    const bytes = await encodeAll(records);
    if (bytes.length === 0) return;
    const file = (this.file ??= await this.begin());
    try {
      await file.write(bytes, this.bytes);
      if (this.options.sync !== 'none') await file.sync();
    } catch (error) {
      await file.truncate(this.bytes);
      throw error;
    }
    this.bytes += bytes.length;
  }

  /** Puts a file of just these records in the place of the one there is. Rejects with errno errors. */
  async rewrite(records: Iterable<NamesRecord | undefined>): Promise<void> {
    const { path, intervalMs, sync, openFile = openAppendFile } = this.options;
    const content = await encodeAll(records);
    const handle = await open(`${path}.tmp`, 'w', FILE_MODE);
    try {
      await writeAll(handle, buildFileHeader(MAGIC, intervalMs), 0);
      await writeAll(handle, content, FILE_HEADER_BYTES);
      if (sync !== 'none') await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${path}.tmp`, path);
    if (sync !== 'none') await syncParent(path);
    await this.file?.close();
    this.file = await openFile(path);
    this.bytes = FILE_HEADER_BYTES + content.length;
    this.cleanBytes = this.bytes;
  }

  /** Opens the file behind what it has; a new one, or one with a damaged header, gets a header. */
  private async begin(): Promise<AppendFile> {
    const { path, intervalMs, sync, openFile = openAppendFile } = this.options;
    const file = await openFile(path);
    await file.write(buildFileHeader(MAGIC, intervalMs), 0);
    if (sync !== 'none') await syncParent(path);
    this.bytes = Math.max(this.bytes, FILE_HEADER_BYTES);
    return file;
  }

  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }
}

/** The record; undefined when it fits its checksum and means nothing to this version. */
function tryDecode(record: FileRecord): NamesRecord | undefined {
  try {
    return decodeNamesRecord(record);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

async function encodeAll(records: Iterable<NamesRecord | undefined>): Promise<Buffer> {
  const out = new ByteWriter();
  let count = 0;
  for (const record of records) {
    if (record !== undefined) encodeNamesRecord(record, out);
    count += 1;
    const isPause = record === undefined || count % RECORDS_AT_ONCE === 0;
    if (isPause) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return out.view();
}
