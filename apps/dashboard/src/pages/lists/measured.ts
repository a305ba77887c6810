/** What stands beside the latest values of a node, pod or sum. */
export interface Measured {
  readonly timestamp?: string | null;
  readonly missing?: Readonly<Record<string, string>>;
  readonly age_seconds?: number;
  readonly stale?: boolean;
}

/** A number of an answer by its name; undefined where the answer has none. */
export function numberOf(row: object, key: string): number | null | undefined {
  const value: unknown = Reflect.get(row, key);
  return typeof value === 'number' || value === null ? value : undefined;
}

/**
 * Why a number is missing, as a code of the API: what the answer says, of a share what it says
 * of its part, else that the whole is not set.
 */
export function reasonOf(row: Measured, key: string): string | undefined {
  const told = row.missing?.[key];
  if (told !== undefined) return told;
  const [, resource, whole] = /^(cpu|memory)_(?:(request|limit)_)?.*percent$/.exec(key) ?? [];
  if (resource === undefined) return undefined;
  const part = resource === 'cpu' ? 'cpu_millicores' : 'memory_bytes';
  if (numberOf(row, part) === null) return row.missing?.[part];
  return whole === undefined ? undefined : `no_${whole}`;
}
