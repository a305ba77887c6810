import type { FieldScope, Column } from '../../tables';
import type { FieldColumn } from '../lists/field-column';
import { toColumn } from '../lists/field-column';
import type { Measured } from './measured';

/** The measured columns every table of parts has; they look as those of the lists do. */
const USAGE: readonly FieldColumn[] = [
  { key: 'cpu_millicores', header: 'lists.cpu', priority: 1 },
  { key: 'cpu_request_percent', header: 'lists.cpu_request_percent' },
  { key: 'cpu_limit_percent', header: 'lists.cpu_limit_percent', isLimit: true },
  { key: 'memory_bytes', header: 'lists.memory', priority: 1 },
  { key: 'memory_request_percent', header: 'lists.memory_request_percent' },
  { key: 'memory_limit_percent', header: 'lists.memory_limit_percent', isLimit: true },
];

/** The columns of use and of its shares, and after them those of `more`. */
export function usageColumns<T extends Measured>(
  scope: FieldScope,
  more: readonly FieldColumn[] = [],
): readonly Column<T>[] {
  return [...USAGE, ...more].map((field) => toColumn<T>(scope, field));
}
