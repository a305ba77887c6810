import type { Mark, MarkKind } from './chart-data';

/** Marks that stand at one place of the time axis. */
export interface MarkGroup {
  /** Of the mark that matters most, px. */
  readonly x: number;
  /** What happened, what matters most first. */
  readonly kinds: readonly { readonly kind: MarkKind; readonly count: number }[];
}

/** What matters most first. */
export const MARK_KINDS: readonly MarkKind[] = ['oom', 'restart', 'ended', 'created'];

/**
 * Puts together marks whose shapes would lie over each other.
 * @param xOf place of a mark, px
 * @param width of a shape, px: marks within it from the first are one group
 */
export function groupMarks(
  marks: readonly Mark[],
  xOf: (mark: Mark) => number,
  width: number,
): MarkGroup[] {
  const placed = marks
    .map((mark) => ({ kind: mark.kind, x: xOf(mark) }))
    .sort((one, other) => one.x - other.x);
  const groups: (typeof placed)[] = [];
  for (const one of placed) {
    const present = groups.at(-1);
    if (present !== undefined && one.x - present[0].x < width) present.push(one);
    else groups.push([one]);
  }
  return groups.map((group) => {
    const kinds = countKinds(group);
    const first = group.find(({ kind }) => kind === kinds[0].kind) ?? group[0];
    return { x: first.x, kinds };
  });
}

/** How many there are of each kind that occurs, what matters most first. */
export function countKinds(
  marks: readonly Pick<Mark, 'kind'>[],
): { kind: MarkKind; count: number }[] {
  return MARK_KINDS.map((kind) => ({
    kind,
    count: marks.filter((mark) => mark.kind === kind).length,
  })).filter(({ count }) => count > 0);
}
