import { badRequest } from './window';

/** An order by the values of a field. */
export interface SortRequest {
  readonly field: string;
  readonly descending: boolean;
}

/** `cpu_millicores` or `-cpu_millicores`; undefined = by name. */
export function parseSort(text: string | undefined): SortRequest | undefined {
  if (text === undefined || text === 'name') return undefined;
  const descending = text.startsWith('-');
  return { field: descending ? text.slice(1) : text, descending };
}

/**
 * Indexes in the order of `values`, absent ones last whatever the direction; equal values
 * keep their order.
 */
export function orderByValues(values: Float64Array, descending: boolean): number[] {
  const order = Array.from(values, (_, index) => index);
  const sign = descending ? -1 : 1;
  return order.sort((a, b) => {
    const left = values[a];
    const right = values[b];
    if (Number.isNaN(left)) return Number.isNaN(right) ? a - b : 1;
    if (Number.isNaN(right)) return -1;
    return left === right ? a - b : (left - right) * sign;
  });
}

/** @throws ProblemError when a list with these fields has none to sort by as asked */
export function checkSort({ field }: SortRequest, fields: ReadonlySet<string>): void {
  if (fields.has(field)) return;
  throw badRequest('sort', field.slice(0, 80), 'is not a field of this list');
}
