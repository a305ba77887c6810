import { createColors } from 'picocolors';
import type { Output } from '../surroundings';
import { toCsvLine, type CsvValue } from './csv';
import { toJson, toYaml } from './documents';
import type { Format } from './format';
import { toTextTable, type TextColumn } from './text-table';

export type Colours = ReturnType<typeof createColors>;

/** Colours for an output; none where it takes none. */
export function coloursOf(output: Pick<Output, 'hasColours'>): Colours {
  return createColors(output.hasColours);
}

/** What a command found, in every form it can be shown in. */
export interface Result {
  /** For table and wide: cells safe for a terminal. */
  readonly table: (isWide: boolean) => {
    readonly columns: readonly TextColumn[];
    readonly rows: readonly (readonly string[])[];
  };
  /** For csv: the header line, then the rows, values exact. */
  readonly csv: () => {
    readonly header: readonly string[];
    readonly rows: Iterable<readonly CsvValue[]>;
  };
  /** For json and yaml. */
  readonly document: unknown;
  /** Said where a table would have no rows. */
  readonly emptyText: string;
}

/** A result as text. */
export function render(result: Result, format: Format): string {
  if (format === 'json') return toJson(result.document, 2);
  if (format === 'yaml') return toYaml(result.document);
  if (format === 'csv') {
    const { header, rows } = result.csv();
    return [header, ...rows].map(toCsvLine).join('');
  }
  const { columns, rows } = result.table(format === 'wide');
  return rows.length === 0 ? `${result.emptyText}\n` : toTextTable(columns, rows);
}
