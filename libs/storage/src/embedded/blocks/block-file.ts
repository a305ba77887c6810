import { crc32 } from 'node:zlib';
import type { OpenFiles } from '../disk/open-files';
import { SealedTable, type ChunkSource } from '../sealed/sealed-table';
import type { ReportMasks, StoredWindow, TableName } from '../window';
import {
  decodeIndex,
  decodeReports,
  type BlockFooter,
  type Part,
  type TableIndex,
} from './block-layout';
import type { ChunkCache } from './chunk-cache';

/** What reading block files needs. */
export interface BlockReading {
  readonly files: OpenFiles;
  readonly cache: ChunkCache;
  /** Index of each metric of a table by name; names not known any more are passed over. */
  readonly metricsOf: (table: TableName) => readonly string[];
  /** Told of what cannot be read, once each time it is asked for. */
  readonly onDamage: (path: string, what: string) => void;
}

/** Room for the chunks of a file in a key of the cache. */
const CHUNKS_A_FILE = 2 ** 24;

let filesMade = 0;

/** A sealed window in a file. The index is read when it is first asked for, chunks through a cache. */
export class BlockFile implements StoredWindow {
  private readonly key = (filesMade += 1) * CHUNKS_A_FILE;
  private known: ReadonlyMap<TableName, SealedTable> | undefined;

  readonly path: string;
  readonly footer: BlockFooter;
  readonly bytes: number;
  /** When the file was last written, ms since the epoch. */
  readonly writtenMs: number;

  constructor(
    file: Pick<BlockFile, 'path' | 'footer' | 'bytes' | 'writtenMs'>,
    private readonly reading: BlockReading,
  ) {
    this.path = file.path;
    this.footer = file.footer;
    this.bytes = file.bytes;
    this.writtenMs = file.writtenMs;
  }

  /** The tables of the window; none when the index is damaged. */
  get tables(): ReadonlyMap<TableName, SealedTable> {
    this.known ??= this.readTables();
    return this.known;
  }

  /** First instant of the window, ms since the epoch. */
  get startMs(): number {
    const { window, ticks, intervalMs } = this.footer;
    return window * ticks * intervalMs;
  }

  /** The instant after it. */
  get endMs(): number {
    return this.startMs + this.footer.ticks * this.footer.intervalMs;
  }

  get samples(): number {
    return this.footer.samples;
  }

  /** Reads every part of the file, a little at a time, past the cache; damage is told. */
  *verify(): Generator<void> {
    this.readReports();
    let offset = 0;
    const tables = this.readPart(this.footer.index, 'index', decodeIndex) ?? [];
    for (const { name, lengths, checksums } of tables) {
      for (let at = 0; at < lengths.length; at += 1) {
        const part = { offset, length: lengths[at], checksum: checksums[at] };
        if (part.length > 0) this.readPart(part, `chunk ${at} of ${name}`, (bytes) => bytes);
        offset += part.length;
        yield;
      }
    }
  }

  /** Which reports the window has; none when that part is damaged. */
  readReports(): ReportMasks {
    return this.readPart(this.footer.reports, 'reports', decodeReports) ?? new Map();
  }

  private readTables(): ReadonlyMap<TableName, SealedTable> {
    const tables = new Map<TableName, SealedTable>();
    let offset = 0;
    let chunk = 0;
    for (const index of this.readPart(this.footer.index, 'index', decodeIndex) ?? []) {
      const source = new ChunksInFile(this, index, { offset, chunk });
      tables.set(index.name, this.toTable(index, source));
      offset += sum(index.lengths);
      chunk += index.lengths.length;
    }
    return tables;
  }

  private toTable(index: TableIndex, source: ChunkSource): SealedTable {
    const columns = new Map(index.metrics.map((name, at) => [name, 2 + at]));
    const shape = {
      ticks: this.footer.ticks,
      entities: index.entities,
      firstSerials: index.firstSerials,
      metricColumns: this.reading.metricsOf(index.name).map((name) => columns.get(name)),
      samples: index.samples,
      bytes: sum(index.lengths),
    };
    return new SealedTable(shape, source);
  }

  /** A chunk through the cache; undefined when it is damaged. */
  readChunk(number: number, part: Part): Buffer | undefined {
    const read = () => this.readPart(part, `chunk ${number}`, (bytes) => bytes);
    return this.reading.cache.get(this.key + number, read);
  }

  private readPart<T>(part: Part, what: string, decode: (bytes: Buffer) => T): T | undefined {
    try {
      const bytes = this.reading.files.read(this.path, part.offset, part.length);
      if (bytes.length === part.length && crc32(bytes) === part.checksum) return decode(bytes);
      this.reading.onDamage(this.path, `${what} does not fit its checksum`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.reading.onDamage(this.path, `${what} cannot be read: ${reason}`);
    }
    return undefined;
  }
}

/** The chunks of one table in its file. */
class ChunksInFile implements ChunkSource {
  private readonly offsets: Uint32Array;
  private readonly blocks: number;
  private readonly columns: number;

  constructor(
    private readonly file: BlockFile,
    private readonly index: TableIndex,
    private readonly start: { readonly offset: number; readonly chunk: number },
  ) {
    let offset = start.offset;
    this.offsets = index.lengths.map((length) => {
      offset += length;
      return offset - length;
    });
    this.blocks = index.firstSerials.length;
    this.columns = 2 + index.metrics.length;
  }

  read(column: number, block: number): Uint8Array | undefined {
    const at = this.indexOf(column, block);
    const length = this.index.lengths[at];
    if (length === undefined || length === 0) return undefined;
    const part = { offset: this.offsets[at], length, checksum: this.index.checksums[at] };
    return this.file.readChunk(this.start.chunk + at, part);
  }

  has(column: number, block: number): boolean {
    return this.index.lengths[this.indexOf(column, block)] > 0;
  }

  /** Index of a chunk among those of the table, -1 when there is none. */
  private indexOf(column: number, block: number): number {
    if (block >= this.blocks || column >= this.columns) return -1;
    const isByBlock = this.file.footer.kind === 'rollup';
    return isByBlock ? block * this.columns + column : column * this.blocks + block;
  }
}

function sum(numbers: Uint32Array): number {
  return numbers.reduce((total, value) => total + value, 0);
}
