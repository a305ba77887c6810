/** What stands beside the latest values of a node, pod or sum. */
export interface MeasuredItem {
  readonly timestamp?: string | null;
  readonly missing?: Readonly<Record<string, string>>;
  readonly age_seconds?: number;
  readonly stale?: boolean;
}

/** A number of an answer or of a point; null where it is missing, undefined where it has none. */
export function numberOf(item: object | undefined, field: string): number | null | undefined {
  const value: unknown = item === undefined ? undefined : Reflect.get(item, field);
  return typeof value === 'number' || value === null ? value : undefined;
}

/**
 * Why a number is missing, as a code of the API: what the answer says, of a share what it says
 * of its part, else that the whole is not set. Undefined where the answer does not mention it.
 */
export function reasonOf(item: MeasuredItem | undefined, field: string): string | undefined {
  const told = item?.missing?.[field];
  if (told !== undefined) return told;
  const [, resource, whole] = /^(cpu|memory)_(?:(request|limit)_)?.*percent$/.exec(field) ?? [];
  if (resource === undefined) return undefined;
  const part = resource === 'cpu' ? 'cpu_millicores' : 'memory_bytes';
  const ofPart = item?.missing?.[part];
  if (ofPart !== undefined || numberOf(item, part) === null) return ofPart;
  return whole === undefined ? undefined : `no_${whole}`;
}

/** The same; what is not mentioned at all was never sent. */
export function missingReason(item: MeasuredItem | undefined, field: string): string {
  return reasonOf(item, field) ?? 'not_collected';
}
