import type { FieldColumn } from './field-column';

/**
 * Path of a whole list with the numbers of the chosen columns only, and those their reasons need.
 * @param filters parameters; empty ones are left out
 */
export function toListPath(
  path: string,
  fields: readonly FieldColumn[],
  chosen: ReadonlySet<string>,
  filters: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const names = new Set(['cpu_millicores', 'memory_bytes']);
  for (const { key, isMember } of fields) if (chosen.has(key) && isMember !== true) names.add(key);
  const parameters = new URLSearchParams({ limit: '0' });
  for (const [name, value] of Object.entries(filters)) if (value) parameters.set(name, value);
  return `${path}?${parameters.toString()}&fields=${[...names].join(',')}`;
}
