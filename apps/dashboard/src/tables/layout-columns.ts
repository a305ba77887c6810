import type { Column } from './column';

/** Least widths, CSS px, of columns that do not say. */
const FIRST_WIDTH = 180;
const NUMBER_WIDTH = 96;
const TEXT_WIDTH = 120;

/** A table up to this width is a phone's: little room between the columns, and other least widths. */
export const NARROW_WIDTH = 560;
const NARROW_FIRST_WIDTH = 128;
const NARROW_NUMBER_WIDTH = 88;

/** A column as it is laid out. */
export interface LaidOutColumn<T> {
  readonly column: Column<T>;
  /** CSS px. */
  readonly width: number;
  /** To the right of what is in view at first. */
  readonly isBeyond: boolean;
}

function leastWidth<T>(column: Column<T>, index: number, isNarrow: boolean): number {
  const { width, narrowWidth, isNumeric } = column;
  if (isNarrow && narrowWidth !== undefined) return narrowWidth;
  if (isNarrow && index === 0) return NARROW_FIRST_WIDTH;
  if (width !== undefined) return width;
  if (index === 0) return FIRST_WIDTH;
  if (!isNumeric) return TEXT_WIDTH;
  return isNarrow ? NARROW_NUMBER_WIDTH : NUMBER_WIDTH;
}

function growOf<T>({ grow, isNumeric }: Column<T>): number {
  return grow ?? (isNumeric ? 0 : 1);
}

/**
 * The columns in the order they stand in, and how wide each is. The first one and the most
 * important ones are in view; those there is no room for stand to the right of them, the least
 * important ones first; of two as important, the one further to the right.
 */
export function layoutColumns<T>(
  columns: readonly Column<T>[],
  available: number,
): LaidOutColumn<T>[] {
  const isNarrow = available <= NARROW_WIDTH;
  const kept = columns.map((column, index) => ({
    column,
    width: leastWidth(column, index, isNarrow),
    priority: index === 0 ? 0 : (column.priority ?? 1),
    isBeyond: false,
  }));
  const beyond = new Set<Column<T>>();
  while (kept.length > 1 && sum(kept.map(({ width }) => width)) > available) {
    const least = Math.max(...kept.map(({ priority }) => priority));
    // What is as important as anything stays where it is.
    if (least <= 1) break;
    const place = kept.findLastIndex(({ priority }) => priority === least);
    beyond.add(kept.splice(place, 1)[0].column);
  }
  const rest = Math.max(0, available - sum(kept.map(({ width }) => width)));
  const shares = kept.map(({ column }) => growOf(column));
  const total = sum(shares);
  const inView = kept.map(({ column, width }, index) => ({
    column,
    // Nobody wants more: all take the same part of it.
    width: width + (total === 0 ? rest / kept.length : (rest * shares[index]) / total),
    isBeyond: false,
  }));
  const others = columns.flatMap((column, index) =>
    beyond.has(column)
      ? [{ column, width: leastWidth(column, index, isNarrow), isBeyond: true }]
      : [],
  );
  return [...inView, ...others];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
