import type uPlot from 'uplot';
import { formatValue } from '../format';
import { DrawnData } from './drawn-data';
import { boxAt, placeLabels, type Box } from './line-labels';
import { dashOfLimit, type KnownLine } from './limit-style';
import { groupMarks } from './mark-groups';
import { axisFont, type Overlay } from './overlay';

/** CSS px. */
const TEXT_HEIGHT = 11;
const GAP = 3;
const STRIP = 4;
/** Around the data: half the width of a line and some air. */
const DATA_MARGIN = 3;
/** Of a mark's line, and of its shapes at the foot of the plot. */
const MARK_WIDTH = 12;

/** Dashed lines with their names where there is room; those far above all values are only named, over the plot. */
export function drawLines(u: uPlot, overlay: Overlay): void {
  const { model, colors, unit, px } = overlay;
  const { ctx } = u;
  const plot = plotBox(u);
  const names = model.linesWithin.map((line, index) => ({
    line,
    key: `${line.kind} ${index}`,
    text: `${line.label} ${formatValue(line.value, unit)}`,
    y: Math.round(u.valToPos(line.value, 'y', true)),
  }));
  ctx.save();
  ctx.font = axisFont(px);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 1.5 * px;
  for (const { line, y } of names) drawLine(ctx, line, [plot.left, plot.right, y], overlay);
  const named = names.map((name) => ({ ...name, width: ctx.measureText(name.text).width }));
  const room = {
    plot,
    textHeight: TEXT_HEIGHT * px,
    gap: GAP * px,
    isFree: freeRoom(u, overlay, named.length > 0),
  };
  const spots = placeLabels(named, room, overlay.spots);
  overlay.spots.clear();
  for (const name of named) {
    const spot = spots.get(name.key);
    if (spot === undefined) continue;
    overlay.spots.set(name.key, spot);
    const { left, top } = boxAt(name, spot, room);
    const place = { x: left, y: top + room.textHeight / 2, color: colors.limits[name.line.kind] };
    drawName(ctx, name.text, place, overlay);
  }
  drawNamesAbove(u, overlay);
  ctx.restore();
}

function drawName(
  ctx: CanvasRenderingContext2D,
  text: string,
  { x, y, color }: { readonly x: number; readonly y: number; readonly color: string },
  { colors, px }: Overlay,
): void {
  ctx.setLineDash([]);
  // A rim in the colour of the ground keeps the name legible over the grid.
  ctx.strokeStyle = colors.surface;
  ctx.lineWidth = 3 * px;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

function plotBox({ bbox: { left, top, width, height } }: uPlot): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function drawLine(
  ctx: CanvasRenderingContext2D,
  { kind }: KnownLine,
  [left, right, y]: readonly [number, number, number],
  { colors, px }: Overlay,
): void {
  ctx.strokeStyle = colors.limits[kind];
  ctx.setLineDash(dashOfLimit(kind).map((length) => length * px));
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
}

/** Over the plot from the right; what has no room there is in the legend only. */
function drawNamesAbove(
  { ctx, bbox }: uPlot,
  { model, colors, unit, px, axisLabel }: Overlay,
): void {
  const end = 2 * px + ctx.measureText(axisLabel).width + 8 * px;
  let right = bbox.left + bbox.width;
  for (const { label, value, kind } of model.linesAbove) {
    const text = `↑ ${label} ${formatValue(value, unit)}`;
    const left = right - ctx.measureText(text).width;
    if (left < end) return;
    ctx.fillStyle = colors.limits[kind];
    ctx.fillText(text, left, bbox.top - (5 + TEXT_HEIGHT / 2) * px);
    right = left - 10 * px;
  }
}

/** Tells where neither data nor marks are. */
function freeRoom(
  u: uPlot,
  { model, columns, px }: Overlay,
  isAsked: boolean,
): (box: Box) => boolean {
  const plot = plotBox(u);
  const data = new DrawnData(plot, STRIP * px, DATA_MARGIN * px);
  if (isAsked) addColumns(data, u, columns, plot.bottom);
  const half = (MARK_WIDTH / 2) * px;
  const marks = groupMarks(model.marks, ({ atMs }) => u.valToPos(atMs, 'x', true), MARK_WIDTH * px);
  return (box) =>
    !data.isIn(box) && marks.every(({ x }) => x + half < box.left || x - half > box.right);
}

/** @param floor where areas end, px */
function addColumns(data: DrawnData, u: uPlot, columns: Overlay['columns'], floor: number): void {
  const xs = Array.from(u.data[0], (time) => u.valToPos(time, 'x', true));
  const ys = (index: number) =>
    Array.from(u.data[index + 1], (value) =>
      typeof value === 'number' ? u.valToPos(value, 'y', true) : value,
    );
  columns.forEach(({ part }, index) => {
    if (part === 'min') return;
    const tops = ys(index);
    if (part === 'max') data.add({ xs, tops, bottoms: ys(index + 1) });
    else if (part === 'line') data.add({ xs, tops, bottoms: tops });
    else data.add({ xs, tops, bottoms: tops.map((top) => top && floor) });
  });
}
