import type { Column } from './column';

/** Least widths, CSS px, of columns that do not say. */
const FIRST_WIDTH = 180;
const NUMBER_WIDTH = 96;
const TEXT_WIDTH = 130;

/** A column as it is laid out. */
export interface LaidOutColumn<T> {
  readonly column: Column<T>;
  /** CSS px. */
  readonly width: number;
}

function leastWidth<T>({ width, isNumeric }: Column<T>, index: number): number {
  if (width !== undefined) return width;
  if (index === 0) return FIRST_WIDTH;
  return isNumeric ? NUMBER_WIDTH : TEXT_WIDTH;
}

function growOf<T>({ grow, isNumeric }: Column<T>): number {
  return grow ?? (isNumeric ? 0 : 1);
}

/**
 * The columns that fit a width, and how wide each is. The least important ones go first; of two
 * as important, the one further to the right. The first column always stays.
 */
export function layoutColumns<T>(
  columns: readonly Column<T>[],
  available: number,
): LaidOutColumn<T>[] {
  const kept = columns.map((column, index) => ({
    column,
    width: leastWidth(column, index),
    priority: index === 0 ? 0 : (column.priority ?? 1),
  }));
  while (kept.length > 1 && sum(kept.map(({ width }) => width)) > available) {
    const least = Math.max(...kept.map(({ priority }) => priority));
    // What is as important as anything stays, and the table scrolls sideways.
    if (least <= 1) break;
    kept.splice(
      kept.findLastIndex(({ priority }) => priority === least),
      1,
    );
  }
  const rest = Math.max(0, available - sum(kept.map(({ width }) => width)));
  const shares = kept.map(({ column }) => growOf(column));
  const total = sum(shares);
  return kept.map(({ column, width }, index) => ({
    column,
    // Nobody wants more: all take the same part of it.
    width: width + (total === 0 ? rest / kept.length : (rest * shares[index]) / total),
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
