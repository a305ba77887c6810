import { crc32 } from 'node:zlib';
import { ByteReader } from '../bytes/byte-reader';
import { ByteWriter } from '../bytes/byte-writer';
import type { ReportMasks, TableName } from '../window';

/*
 * A block file: one sealed window. Little end first.
 *
 *   chunks       one after another, the first at byte 0
 *   reports      which reports of each node are in the window
 *   index        what chunks there are, their lengths and crc32
 *   footer       76 bytes, the last of the file
 *
 * Each part has a crc32 of its own: that of a chunk stands in the index, those of index and
 * reports in the footer, that of the footer at its end. So a damaged chunk costs itself.
 */

/** What a file holds: the samples of a window, column after column, or a roll-up, block after block. */
export type BlockKind = 'window' | 'rollup';

/** "KMB1" and "KMR1", little end first: block and roll-up, first version. */
const MAGICS: Readonly<Record<BlockKind, number>> = { window: 0x3142_4d4b, rollup: 0x3152_4d4b };
export const FOOTER_BYTES = 76;

/** Order of the tables in the footer. */
export const TABLE_NAMES: readonly TableName[] = [
  'node',
  'pod',
  'container',
  'cgroup',
  'namespace',
  'workload',
];

/** A stretch of the file with its checksum. */
export interface Part {
  readonly offset: number;
  readonly length: number;
  readonly checksum: number;
}

export interface BlockFooter {
  readonly kind: BlockKind;
  /** Number of the stretch of time: it begins at number × ticks × interval. */
  readonly window: number;
  readonly intervalMs: number;
  readonly ticks: number;
  readonly samples: number;
  readonly reports: Part;
  readonly index: Part;
  /** One more than the highest serial number in each table, in the order of TABLE_NAMES. */
  readonly nextSerials: readonly number[];
}

/** What the index says of a table. */
export interface TableIndex {
  readonly name: TableName;
  readonly entities: number;
  readonly samples: number;
  readonly firstSerials: Uint32Array;
  /** Names of the metrics that have a column, behind those of serial numbers and times. */
  readonly metrics: readonly string[];
  /**
   * Length and checksum of each chunk in the order of the file: of windows column by column, of
   * roll-ups block by block. A length of 0: all is absent.
   */
  readonly lengths: Uint32Array;
  readonly checksums: Uint32Array;
}

export function encodeFooter(footer: BlockFooter): Buffer {
  const out = new ByteWriter();
  const magic = MAGICS[footer.kind];
  for (const value of [magic, footer.window, footer.intervalMs, footer.ticks]) out.putUint32(value);
  out.putFloat64(footer.samples);
  for (const { offset, length, checksum } of [footer.reports, footer.index]) {
    for (const value of [offset, length, checksum]) out.putUint32(value);
  }
  for (const value of footer.nextSerials) out.putUint32(value);
  out.putUint32(crc32(out.view()));
  return out.copy();
}

/** The footer at the end of a block file; undefined when it is damaged or of another version. */
export function parseFooter(bytes: Buffer): BlockFooter | undefined {
  if (bytes.length !== FOOTER_BYTES) return undefined;
  if (bytes.readUInt32LE(FOOTER_BYTES - 4) !== crc32(bytes.subarray(0, -4))) return undefined;
  const input = new ByteReader(bytes);
  const magic = input.takeUint32();
  const kind = (['window', 'rollup'] as const).find((one) => MAGICS[one] === magic);
  if (kind === undefined) return undefined;
  const takePart = (): Part => ({
    offset: input.takeUint32(),
    length: input.takeUint32(),
    checksum: input.takeUint32(),
  });
  return {
    kind,
    window: input.takeUint32(),
    intervalMs: input.takeUint32(),
    ticks: input.takeUint32(),
    samples: input.takeFloat64(),
    reports: takePart(),
    index: takePart(),
    nextSerials: TABLE_NAMES.map(() => input.takeUint32()),
  };
}

export function encodeIndex(tables: readonly TableIndex[]): Buffer {
  const out = new ByteWriter();
  out.putVarint(tables.length);
  for (const table of tables) {
    out.putText(table.name);
    out.putVarint(table.entities);
    out.putVarint(table.samples);
    putNumbers(table.firstSerials, out);
    out.putVarint(table.metrics.length);
    for (const metric of table.metrics) out.putText(metric);
    putNumbers(table.lengths, out);
    for (const checksum of table.checksums) out.putUint32(checksum);
  }
  return out.copy();
}

/** @throws RangeError when the bytes are no index */
export function decodeIndex(bytes: Buffer): TableIndex[] {
  const input = new ByteReader(bytes);
  return Array.from({ length: input.takeCount(6) }, () => {
    const name = input.takeText() as TableName;
    const entities = input.takeVarint();
    const samples = input.takeVarint();
    const firstSerials = takeNumbers(input);
    const metrics = Array.from({ length: input.takeCount(1) }, () => input.takeText());
    const lengths = takeNumbers(input);
    const checksums = Uint32Array.from(lengths, () => input.takeUint32());
    return { name, entities, samples, firstSerials, metrics, lengths, checksums };
  });
}

export function encodeReports(masks: ReportMasks): Buffer {
  const out = new ByteWriter();
  out.putVarint(masks.size);
  for (const [node, mask] of masks) {
    out.putText(node);
    out.putUint32(mask);
  }
  return out.copy();
}

/** @throws RangeError when the bytes are no report masks */
export function decodeReports(bytes: Buffer): ReportMasks {
  const input = new ByteReader(bytes);
  const masks: ReportMasks = new Map();
  for (let left = input.takeCount(5); left > 0; left -= 1) {
    masks.set(input.takeText(), input.takeUint32());
  }
  return masks;
}

function putNumbers(numbers: Uint32Array, out: ByteWriter): void {
  out.putVarint(numbers.length);
  for (const value of numbers) out.putVarint(value);
}

function takeNumbers(input: ByteReader): Uint32Array {
  return Uint32Array.from({ length: input.takeCount(1) }, () => input.takeVarint());
}
