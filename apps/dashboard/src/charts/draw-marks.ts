import type uPlot from 'uplot';
import { groupMarks, type MarkGroup } from './mark-groups';
import { MARK_COLORS, traceMark } from './mark-shape';
import { axisFont, type Overlay } from './overlay';

/** CSS px. */
const SIZE = 5;
const WIDTH = 12;
const STACKED = 13;
const FOOT = 7;

/**
 * Marks on the time axis: a thin line up the plot and shapes at its foot, a different one for each
 * kind. Those at one place stand upon each other, each with how often it happened.
 */
export function drawMarks(u: uPlot, overlay: Overlay): void {
  const { left, width } = u.bbox;
  const placed = overlay.model.marks.filter(({ atMs }) => {
    const x = u.valToPos(atMs, 'x', true);
    return x >= left - 1 && x <= left + width + 1;
  });
  const xOf = ({ atMs }: { atMs: number }) => Math.round(u.valToPos(atMs, 'x', true));
  for (const group of groupMarks(placed, xOf, WIDTH * overlay.px)) drawGroup(u, group, overlay);
}

function drawGroup({ ctx, bbox }: uPlot, { x, kinds }: MarkGroup, { colors, px }: Overlay): void {
  ctx.save();
  ctx.strokeStyle = colors[MARK_COLORS[kinds[0].kind]];
  ctx.lineWidth = px;
  ctx.globalAlpha = 0.6;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1.5 * px;
  ctx.strokeStyle = colors.surface;
  ctx.font = `600 ${axisFont(px)}`;
  ctx.textBaseline = 'middle';
  const isAtEnd = x > bbox.left + bbox.width - 20 * px;
  ctx.textAlign = isAtEnd ? 'right' : 'left';
  kinds.forEach(({ kind, count }, index) => {
    const y = bbox.top + bbox.height - (FOOT + index * STACKED) * px;
    ctx.fillStyle = colors[MARK_COLORS[kind]];
    traceMark(ctx, kind, [x, y], SIZE * px);
    // The rim first: it would eat into the shape.
    ctx.stroke();
    ctx.fill();
    if (count > 1) drawCount(ctx, String(count), [x + (isAtEnd ? -8 : 8) * px, y], px);
  });
  ctx.restore();
}

function drawCount(
  ctx: CanvasRenderingContext2D,
  text: string,
  [x, y]: readonly [number, number],
  px: number,
): void {
  ctx.save();
  ctx.lineWidth = 3 * px;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
  ctx.restore();
}
