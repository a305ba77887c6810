import type { LimitKind, LimitLine } from './chart-data';

/** A line whose kind is known. */
export type KnownLine = LimitLine & { readonly kind: LimitKind };

/** In the order they are given to lines that do not say what they are. */
export const LIMIT_KINDS: readonly LimitKind[] = ['request', 'limit', 'allocatable', 'capacity'];

/** Dashes, CSS px: no two kinds differ in colour alone. */
const DASHES: Readonly<Record<LimitKind, readonly number[]>> = {
  request: [5, 4],
  limit: [12, 4],
  allocatable: [10, 3, 2, 3],
  capacity: [2, 3],
};

export function dashOfLimit(kind: LimitKind): number[] {
  return [...DASHES[kind]];
}

/** Gives each line without a kind the first that no other one of the chart has. */
export function withKinds(lines: readonly LimitLine[]): KnownLine[] {
  const taken = new Set(lines.flatMap(({ kind }) => kind ?? []));
  return lines.map((line) => {
    const kind = line.kind ?? LIMIT_KINDS.find((one) => !taken.has(one)) ?? 'capacity';
    taken.add(kind);
    return { ...line, kind };
  });
}
