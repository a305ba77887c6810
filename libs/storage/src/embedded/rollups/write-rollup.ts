import {
  TABLE_NAMES,
  encodeFooter,
  encodeIndex,
  encodeReports,
  type TableIndex,
} from '../blocks/block-layout';
import { replaceFile, type PieceWriter, type Placing } from '../blocks/replace-file';
import { Slice } from '../slices';
import type { TableName } from '../window';
import { rollupTableOf } from './rollup-columns';

/** The coded columns of up to BLOCK_COLUMNS entities. */
export interface RollupBlock {
  /** Serial numbers, rising. */
  readonly serials: Uint32Array;
  /** A chunk of serial numbers, one of sample counts, then one a column; undefined = all absent. */
  readonly chunks: readonly (Uint8Array | undefined)[];
}

/** A stretch of time rolled up. */
export interface RollupContent {
  /** It begins at number × steps × step. */
  readonly number: number;
  readonly stepMs: number;
  readonly steps: number;
  /** The blocks of a table, made one after another; `undefined` in between: others' turn. */
  readonly blocksOf: (name: TableName) => Generator<RollupBlock | undefined>;
}

/**
 * Writes a file of roll-ups, a block at a time, so that the work takes the memory of one. It
 * takes the place of `path` in one step.
 */
export async function writeRollup(
  path: string,
  content: RollupContent,
  placing: Placing,
): Promise<void> {
  await replaceFile(path, placing, async (out) => {
    const slice = new Slice();
    const tables: TableIndex[] = [];
    const nextSerials: number[] = [];
    for (const name of TABLE_NAMES) {
      const { table, nextSerial } = await writeTable(out, name, content.blocksOf(name), slice);
      nextSerials.push(nextSerial);
      if (table.entities > 0) tables.push(table);
    }
    const reports = await out.put(encodeReports(new Map()));
    const index = await out.put(encodeIndex(tables));
    const { number, stepMs, steps } = content;
    const samples = tables.reduce((sum, table) => sum + table.samples, 0);
    const footer = { kind: 'rollup', window: number, intervalMs: stepMs, ticks: steps } as const;
    await out.put(encodeFooter({ ...footer, samples, reports, index, nextSerials }));
  });
}

async function writeTable(
  out: PieceWriter,
  name: TableName,
  blocks: Generator<RollupBlock | undefined>,
  slice: Slice,
): Promise<{ table: TableIndex; nextSerial: number }> {
  const firstSerials: number[] = [];
  const lengths: number[] = [];
  const checksums: number[] = [];
  let entities = 0;
  let nextSerial = 0;
  for (const block of blocks) {
    await slice.pause();
    if (block === undefined) continue;
    firstSerials.push(block.serials[0]);
    entities += block.serials.length;
    nextSerial = block.serials[block.serials.length - 1] + 1;
    for (const chunk of block.chunks) {
      const part = chunk === undefined ? undefined : await out.put(chunk);
      lengths.push(part?.length ?? 0);
      checksums.push(part?.checksum ?? 0);
    }
  }
  const table = {
    name,
    entities,
    samples: 0,
    firstSerials: Uint32Array.from(firstSerials),
    metrics: rollupTableOf(name).names,
    lengths: Uint32Array.from(lengths),
    checksums: Uint32Array.from(checksums),
  };
  return { table, nextSerial };
}
