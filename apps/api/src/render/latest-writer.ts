import type { ByteWriter } from './byte-writer';
import type { Column, LatestTable } from './table';
import { TimestampBytes } from './timestamps';

/** Samples older than so many intervals are stale. */
export const STALE_INTERVALS = 3;

const NULL = Buffer.from('null');
const NO_TIME = Buffer.from('{"timestamp":null,');
const OPEN_END = Buffer.from('}');
const AGE_KEY = Buffer.from(',"age_seconds":');
const STALE_END = Buffer.from(',"stale":true}');
const FRESH_END = Buffer.from(',"stale":false}');

/** Writes the items of a latest answer. */
export class LatestWriter {
  private readonly keys: readonly Buffer[];
  private readonly heads = new TimestampBytes('{"timestamp":"', '",');

  constructor(
    private readonly table: LatestTable,
    private readonly clock: { readonly nowMs: number; readonly intervalSeconds: number },
  ) {
    this.keys = table.columns.map(({ name }) => Buffer.from(`,"${name}":`));
  }

  /** Appends item `row` as a JSON object; one without samples has no time, so no age either. */
  write(row: number, out: ByteWriter): void {
    const { table } = this;
    const timestampMs = table.timestamps[row];
    const isKnown = timestampMs === timestampMs;
    out.bytes(isKnown ? this.heads.of(timestampMs) : NO_TIME);
    out.bytes(table.identity(row));
    const missing = this.writeColumns(row, out);
    if (missing !== '') out.text(`,"missing":{${missing}}`);
    table.more?.(row, out);
    if (isKnown) this.writeAge(timestampMs, out);
    else out.bytes(OPEN_END);
  }

  private writeAge(timestampMs: number, out: ByteWriter): void {
    const ageSeconds = Math.max(0, (this.clock.nowMs - timestampMs) / 1_000);
    out.bytes(AGE_KEY);
    out.number(ageSeconds, 1);
    const isStale = ageSeconds > STALE_INTERVALS * this.clock.intervalSeconds;
    out.bytes(isStale ? STALE_END : FRESH_END);
  }

  private writeColumns(row: number, out: ByteWriter): string {
    const { columns } = this.table;
    let missing = '';
    for (let index = 0; index < columns.length; index += 1) {
      const column: Column = columns[index];
      const value = column.values[row];
      if (value === value) {
        out.bytes(this.keys[index]);
        out.number(value, column.decimals);
      } else if (column.explain !== undefined) {
        out.bytes(this.keys[index]);
        out.bytes(NULL);
        missing += `${missing === '' ? '' : ','}"${column.name}":"${column.explain(row)}"`;
      }
    }
    return missing;
  }
}
