import type { CellValue, Column } from './column';

const texts = new Intl.Collator('en', { numeric: true });

function isMissing(value: CellValue): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value);
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return texts.compare(String(one), String(other));
}

/**
 * The rows in the order of a column; numbers within names count as numbers (`pod-2`, `pod-10`).
 * Rows without a value come last in both directions; equal ones keep the order they came in.
 */
export function orderRows<T>(
  rows: readonly T[],
  column: Column<T> | undefined,
  isDescending: boolean,
): readonly T[] {
  if (column === undefined) return rows;
  const direction = isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((one, other) => {
      if (isMissing(one.value) || isMissing(other.value)) {
        return Number(isMissing(one.value)) - Number(isMissing(other.value));
      }
      return compare(one.value, other.value) * direction;
    })
    .map(({ row }) => row);
}
