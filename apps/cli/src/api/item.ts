/** One point of a window: a time and values by field. */
export interface SamplePoint {
  readonly timestamp: string;
  readonly [field: string]: string | number | null | undefined;
}

/** An item of any list of the API; docs/openapi.json has all of its fields. */
export interface Item {
  readonly timestamp?: string | null;
  readonly age_seconds?: number;
  readonly stale?: boolean;
  /** Why a value is null, by field. */
  readonly missing?: Readonly<Record<string, string>>;
  readonly samples?: readonly SamplePoint[];
  readonly step_seconds?: number;
  readonly resolution?: string;
  readonly node?: string | null;
  readonly namespace?: string | null;
  readonly pod?: string | null;
  readonly uid?: string;
  readonly container?: string | null;
  readonly container_id?: string | null;
  readonly deployment?: string;
  readonly workload?: { readonly kind: string; readonly name: string };
  readonly containers?: readonly Item[];
  readonly [field: string]: unknown;
}

/** A number of an item; undefined where it is absent or null. */
export function numberOf(item: Item, field: string): number | undefined {
  const value = item[field];
  return typeof value === 'number' ? value : undefined;
}

/** A text of an item; undefined where it is absent, null or empty. */
export function textOf(item: Item, field: string): string | undefined {
  const value = item[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
