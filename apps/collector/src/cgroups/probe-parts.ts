import type { BlockDevices } from '../host/block-devices';
import type { Row } from '../report/row';

/** USER_HZ: the unit of ticks in procfs and cpuacct.stat, 100 on every Linux of today. */
const TICKS_PER_SECOND = 100;
const MICROSECONDS_PER_SECOND = 1_000_000;
const MILLICORES_PER_CORE = 1_000;

/** Converts clock ticks to µs: ticks × 1,000,000 / USER_HZ. */
export function toMicroseconds(ticks: number): number;
export function toMicroseconds(ticks: number | undefined): number | undefined;
export function toMicroseconds(ticks: number | undefined): number | undefined {
  return ticks === undefined ? undefined : ticks * (MICROSECONDS_PER_SECOND / TICKS_PER_SECOND);
}

/** The limit in millicores: quota × 1000 / period, both in µs. */
export function computeLimitMillicores(
  quotaUsec: number | 'max',
  periodUsec: number,
): number | 'max' {
  if (quotaUsec === 'max') return 'max';
  // A period of 0 cannot be set; as NaN it is marked malformed, not infinite.
  return periodUsec > 0 ? (quotaUsec * MILLICORES_PER_CORE) / periodUsec : Number.NaN;
}

/** Sets `memory_bytes`: usage − inactive file pages, not below 0, for what usage is known. */
export function setWorkingSet(row: Row, inactiveFileBytes: number | undefined): void {
  const usageBytes = row.get('memory_usage_bytes');
  if (usageBytes === null) {
    row.lose('memory_bytes', row.reasonOf('memory_usage_bytes'));
  } else if (inactiveFileBytes === undefined) {
    row.lose('memory_bytes', 'not_supported');
  } else {
    row.set('memory_bytes', Math.max(0, usageBytes - inactiveFileBytes));
  }
}

/** Adds up what `pick` gives of each entry whose device counts. */
export function sumDevices<T extends { readonly device: string }>(
  entries: readonly T[],
  devices: BlockDevices,
  pick: (entry: T) => number,
): number {
  let sum = 0;
  for (const entry of entries) if (devices.isCounted(entry.device)) sum += pick(entry);
  return sum;
}

/** Names of the two pressure metrics of a resource. */
export function pressureFields(resource: 'cpu' | 'memory' | 'io'): readonly string[] {
  return [`${resource}_pressure_some_microseconds`, `${resource}_pressure_full_microseconds`];
}
