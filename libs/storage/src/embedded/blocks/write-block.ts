import { serialsOf } from '../sealed/chunk';
import { SERIALS, type SealedTable } from '../sealed/sealed-table';
import type { ReportMasks, TableName, Window } from '../window';
import {
  TABLE_NAMES,
  encodeFooter,
  encodeIndex,
  encodeReports,
  type TableIndex,
} from './block-layout';
import { replaceFile, type PieceWriter, type Placing } from './replace-file';

/** What a block file says besides the window's own contents. */
export interface BlockContext extends Placing {
  readonly intervalMs: number;
  /** Names of the metrics of a table by index. */
  readonly metricsOf: (table: TableName) => readonly string[];
}

/** A sealed window as it is at one moment: late samples may open it while it is being written. */
export interface WindowSnapshot {
  readonly number: number;
  readonly ticks: number;
  readonly tables: ReadonlyMap<TableName, SealedTable>;
  readonly reports: ReportMasks;
}

export function takeSnapshot({ number, ticks, sealed, reports }: Window): WindowSnapshot {
  return { number, ticks, tables: sealed, reports: new Map(reports) };
}

/**
 * Writes a sealed window to a file, which then takes the place of `path` in one step: a
 * reader finds the window as it was or as it is. Others' work goes on between writes.
 */
export async function writeBlock(
  path: string,
  window: WindowSnapshot,
  context: BlockContext,
): Promise<void> {
  await replaceFile(path, context, (out) => writeParts(out, window, context));
}

async function writeParts(
  out: PieceWriter,
  window: WindowSnapshot,
  { intervalMs, metricsOf }: BlockContext,
): Promise<void> {
  const tables: TableIndex[] = [];
  for (const name of TABLE_NAMES) {
    const table = window.tables.get(name);
    if (table === undefined) continue;
    tables.push({ name, ...(await writeTable(out, table, metricsOf(name))) });
  }
  const reports = await out.put(encodeReports(window.reports));
  const index = await out.put(encodeIndex(tables));
  await out.put(
    encodeFooter({
      kind: 'window',
      window: window.number,
      intervalMs,
      ticks: window.ticks,
      samples: tables.reduce((sum, { samples }) => sum + samples, 0),
      reports,
      index,
      nextSerials: TABLE_NAMES.map((name) => nextSerialOf(window.tables.get(name))),
    }),
  );
}

async function writeTable(
  out: PieceWriter,
  table: SealedTable,
  names: readonly string[],
): Promise<Omit<TableIndex, 'name'>> {
  const { entities, samples, firstSerials, metricColumns } = table.shape;
  const metrics = names.filter((_, metric) => metricColumns[metric] !== undefined);
  const chunks = (2 + metrics.length) * table.blocks;
  const lengths = new Uint32Array(chunks);
  const checksums = new Uint32Array(chunks);
  for (let at = 0; at < chunks; at += 1) {
    const chunk = table.source.read(Math.floor(at / table.blocks), at % table.blocks);
    if (chunk === undefined) continue;
    const part = await out.put(chunk);
    lengths[at] = part.length;
    checksums[at] = part.checksum;
  }
  return { entities, samples, firstSerials, metrics, lengths, checksums };
}

/** One more than the highest serial number in a table. */
function nextSerialOf(table: SealedTable | undefined): number {
  if (table === undefined || table.blocks === 0) return 0;
  const last = table.source.read(SERIALS, table.blocks - 1);
  return last === undefined ? 0 : (serialsOf(last).at(-1) ?? -1) + 1;
}
