import type { MarkKind } from './chart-data';

type Corners = readonly (readonly [x: number, y: number])[];

/** Corners of each shape, about 1 from its middle: a triangle, a square, a diamond, a cross. */
const SHAPES: Readonly<Record<MarkKind, Corners>> = {
  created: [
    [0, -1],
    [1, 0.8],
    [-1, 0.8],
  ],
  ended: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  restart: [
    [0, -1.1],
    [1.1, 0],
    [0, 1.1],
    [-1.1, 0],
  ],
  oom: [
    [-1.2, -0.66],
    [-0.66, -1.2],
    [0, -0.54],
    [0.66, -1.2],
    [1.2, -0.66],
    [0.54, 0],
    [1.2, 0.66],
    [0.66, 1.2],
    [0, 0.54],
    [-0.66, 1.2],
    [-1.2, 0.66],
    [-0.54, 0],
  ],
};

/** The names of the colours marks have in charts.css; kinds of one colour differ in shape. */
export const MARK_COLORS = {
  oom: 'bad',
  restart: 'restart',
  ended: 'muted',
  created: 'muted',
} as const satisfies Record<MarkKind, string>;

/** Corners of a shape of a size around a point. */
export function markCorners(kind: MarkKind, [x, y]: readonly [number, number], size: number) {
  return SHAPES[kind].map(([dx, dy]) => [x + dx * size, y + dy * size] as const);
}

/** Puts the shape on a canvas as its path. */
export function traceMark(
  ctx: CanvasRenderingContext2D,
  kind: MarkKind,
  place: readonly [number, number],
  size: number,
): void {
  ctx.beginPath();
  for (const [x, y] of markCorners(kind, place, size)) ctx.lineTo(x, y);
  ctx.closePath();
}
