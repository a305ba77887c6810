import type { Sort } from '../state/table';
import type { Column } from './column';

/** What a table is given. It sorts and filters the rows it is given, all of them, and computes nothing. */
export interface DataTableProps<T> {
  /** What the table lists; read by screen readers and used as the name of the CSV file. */
  readonly caption: string;
  /** The first names the row: it is the row's header and its link. */
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** Unique, and the same for the same thing on every tick. */
  rowKey(row: T): string;
  /** Page of the row; Enter, click or middle click opens it. */
  rowHref?(row: T): string | undefined;
  readonly sort?: Sort;
  /** Without it the order is kept within the table. */
  onSort?(sort: Sort): void;
  /** Words that all must occur in the texts of a row. */
  readonly filter?: string;
  /** Without it the filter is kept within the table. */
  onFilter?(filter: string): void;
  /** Of the scrolled part, CSS px or any CSS length. Without it: as high as its rows, 70 % of the window at most. */
  readonly height?: number | string;
  /** Nothing has come yet. */
  readonly isLoading?: boolean;
  /** Why the rows could not be had, in words for the reader. */
  readonly error?: string;
  /** Why there are no rows. */
  readonly emptyText?: string;
  /** No filter box, count or download: a short list within a page. */
  readonly isPlain?: boolean;
  /** Row whose details are shown beside the table, if any. */
  readonly selectedKey?: string;
  /** The row moved to by keyboard or click. */
  onSelect?(key: string): void;
  /** Path of the same data in REST. */
  readonly restPath?: string;
}
