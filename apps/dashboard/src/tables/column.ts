import type { ReactNode } from 'react';
import type { Unit } from '../format';
import type { Explanation } from './explanation';

/** What a cell holds: a number, a text, or nothing. */
export type CellValue = number | string | null | undefined;

/** From where on a share is worth a look, and from where on bad, percent. */
export interface BarLevels {
  readonly warningFrom?: number;
  readonly badFrom?: number;
}

/** One column of a table of `T`. */
export interface Column<T> {
  /** Also what the table is sorted by, and the header in CSV: the name the API has for it. */
  readonly key: string;
  readonly header: string;
  /** What is sorted by, filtered on (texts) and written to CSV. */
  value(row: T): CellValue;
  /** The cell instead of the plain one, such as a sparkline; undefined for the plain one. */
  render?(row: T): ReactNode;
  /** Page the text leads to. */
  href?(row: T): string | undefined;
  /** A number in percent that is shown with a bar. */
  readonly bar?: BarLevels;
  /** Aligned right, greatest first on the first click. */
  readonly isNumeric?: boolean;
  /** How numbers are written; a plain number when left out. */
  readonly unit?: Unit;
  /** What the number is and how it was made, shown on hover and focus. */
  explain?(row: T): Explanation;
  /** Code of the reason why there is no value, as in the answer's `missing`. */
  missing?(row: T): string | undefined;
  /** 1 stays in view longest when the table gets narrow; 1 when left out. The first column always stays. */
  readonly priority?: number;
  /** Least width, CSS px. What is left over goes to the columns by `grow` (0 for numbers, else 1). */
  readonly width?: number;
  /** Least width in a table no wider than a phone, CSS px. */
  readonly narrowWidth?: number;
  readonly grow?: number;
  /** `false`: no order makes sense, such as of a sparkline. */
  readonly isSortable?: boolean;
  /** What the column means, shown at its header. */
  readonly description?: string;
}
