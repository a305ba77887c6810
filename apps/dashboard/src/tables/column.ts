import type { ReactNode } from 'react';
import type { Unit } from '../format';
import type { Explanation } from './explanation';

/** What a cell holds: a number, a text, or nothing. */
export type CellValue = number | string | null | undefined;

/** One column of a table of `T`. */
export interface Column<T> {
  /** Also what the table is sorted by. */
  readonly key: string;
  readonly header: string;
  /** What is sorted by, filtered on (texts) and written to CSV. */
  value(row: T): CellValue;
  /** The cell instead of the plain one: a percent bar, a sparkline, a link. */
  render?(row: T): ReactNode;
  /** Aligned right, greatest first on the first click. */
  readonly isNumeric?: boolean;
  /** How numbers are written; a plain number when left out. */
  readonly unit?: Unit;
  /** What the number is and how it was made, shown on hover and focus. */
  explain?(row: T): Explanation;
  /** Code of the reason why there is no value, as in the answer's `missing`. */
  missing?(row: T): string | undefined;
  /** 1 stays longest when the table gets narrow; 1 when left out. The first column always stays. */
  readonly priority?: number;
  /** Least width, CSS px. What is left over goes to the columns by `grow` (0 for numbers, else 1). */
  readonly width?: number;
  readonly grow?: number;
  /** `false`: no order makes sense, such as of a sparkline. */
  readonly isSortable?: boolean;
  /** What the column means, shown at its header. */
  readonly description?: string;
}
