import type { AbsentField, ReasonCode, ReportSection } from '@kubemonitor/metrics-model';
import type { Fields, Row } from './row';

/**
 * Gathers the rows of one scope and puts them in columns. Columns in which no row has a
 * value are left out of `fields` and listed once in `absent`, with the reason most rows
 * have; rows with another reason are listed beside it.
 */
export class SectionBuilder {
  private readonly ids: string[] = [];
  private readonly offsets: number[] = [];
  private readonly rows: Row[] = [];

  constructor(private readonly fields: Fields) {}

  /** Adds an entity's row, read `offsetMilliseconds` after the report's time; gives its index. */
  add(id: string, offsetMilliseconds: number, row: Row): number {
    this.ids.push(id);
    this.offsets.push(offsetMilliseconds);
    return this.rows.push(row) - 1;
  }

  /** The section. Values are copied: rows may be filled again afterwards. */
  build(): ReportSection {
    const columns: number[] = [];
    const absent: AbsentField[] = [];
    for (let column = 0; column < this.fields.names.length; column += 1) {
      const isMeasured = this.rows.some(({ values }) => values[column] !== null);
      if (isMeasured) columns.push(column);
      const common = isMeasured ? undefined : this.findCommonReason(column);
      this.listAbsent(column, common, absent);
    }
    return {
      fields: columns.map((column) => this.fields.names[column]),
      ids: this.ids,
      offsets_milliseconds: this.offsets,
      rows: this.rows.map(({ values }) => columns.map((column) => values[column])),
      absent,
    };
  }

  /** The reason most rows have; undefined without rows. */
  private findCommonReason(column: number): ReasonCode | undefined {
    const counts = new Map<ReasonCode, number>();
    for (const { reasons } of this.rows) {
      counts.set(reasons[column], (counts.get(reasons[column]) ?? 0) + 1);
    }
    let common: ReasonCode | undefined;
    for (const [reason, count] of counts) {
      if (common === undefined || count > (counts.get(common) ?? 0)) common = reason;
    }
    return common;
  }

  private listAbsent(column: number, common: ReasonCode | undefined, absent: AbsentField[]): void {
    const field = this.fields.names[column];
    if (common !== undefined) absent.push({ field, reason: common });
    for (let row = 0; row < this.rows.length; row += 1) {
      const { values, reasons } = this.rows[row];
      const reason = reasons[column];
      if (values[column] === null && reason !== common) absent.push({ field, row, reason });
    }
  }
}
