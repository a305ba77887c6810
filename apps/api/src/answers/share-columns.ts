import type { Resources } from '../identity/pod-identity';
import type { Column } from '../render/table';

/** A share in percent the API adds to an answer: of a field, in something the item may use. */
export interface Share<T> {
  /** The field it is a share of, such as `cpu_millicores`. */
  readonly part: string;
  /** What the whole is; undefined = not known, then the share is left out. */
  readonly whole: (item: T) => number | undefined;
  /** The field that is the whole where the cluster does not tell it. */
  readonly wholeField?: string;
}

/** Shares by the name they have in the answer. */
export type Shares<T> = Readonly<Record<string, Share<T>>>;

/** What things with pods are measured against; each may be unknown. */
export interface Wholes {
  readonly requests: Resources | undefined;
  readonly limits: Resources | undefined;
}

/** Shares of request and limit; of the kernel's limit where `withKernelLimits` and none is told. */
export function promiseShares<T>(of: (item: T) => Wholes, withKernelLimits: boolean): Shares<T> {
  return {
    cpu_request_percent: {
      part: 'cpu_millicores',
      whole: (item) => of(item).requests?.cpuMillicores,
    },
    cpu_limit_percent: {
      part: 'cpu_millicores',
      whole: (item) => of(item).limits?.cpuMillicores,
      wholeField: withKernelLimits ? 'cpu_limit_millicores' : undefined,
    },
    memory_request_percent: {
      part: 'memory_bytes',
      whole: (item) => of(item).requests?.memoryBytes,
    },
    memory_limit_percent: {
      part: 'memory_bytes',
      whole: (item) => of(item).limits?.memoryBytes,
      wholeField: withKernelLimits ? 'memory_limit_bytes' : undefined,
    },
  };
}

/** Shares of what the node of an item may give to pods. */
export function nodeShares<T>(allocatable: (item: T) => Resources | undefined): Shares<T> {
  return {
    cpu_node_percent: {
      part: 'cpu_millicores',
      whole: (item) => allocatable(item)?.cpuMillicores,
    },
    memory_node_percent: {
      part: 'memory_bytes',
      whole: (item) => allocatable(item)?.memoryBytes,
    },
  };
}

/** Fields of the store that the wanted shares are made from. */
export function fieldsBehind(shares: Shares<never>, wanted: ReadonlySet<string>): Set<string> {
  const chosen = Object.entries(shares).filter(([name]) => wanted.has(name));
  return new Set(
    chosen.flatMap(([, { part, wholeField }]) =>
      wholeField === undefined ? [part] : [part, wholeField],
    ),
  );
}

/** The wanted shares as columns. */
export function toShareColumns<T>(
  shares: Shares<T>,
  wanted: ReadonlySet<string>,
  items: readonly T[],
  columns: readonly Column[],
): Column[] {
  const named = (name: string | undefined) => columns.find((column) => column.name === name);
  return Object.entries(shares).flatMap(([name, { part, whole, wholeField }]) => {
    const parts = wanted.has(name) ? named(part)?.values : undefined;
    if (parts === undefined) return [];
    const wholes = named(wholeField)?.values;
    const values = parts.map((value, row) => toPercent(value, whole(items[row]) ?? wholes?.[row]));
    return [{ name, decimals: 2, values }];
  });
}

/** `part` of `whole` in percent; NaN where there is no whole. */
export function toPercent(part: number, whole: number | undefined): number {
  return whole === undefined || whole <= 0 ? Number.NaN : (part / whole) * 100;
}
