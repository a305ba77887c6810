import uPlot from 'uplot';
import { formatValue, type Unit } from '../format';
import type { Mark, MarkKind } from './chart-data';
import type { ChartColors } from './colors';
import type { PlotModel } from './plot-model';

/** What the overlays are drawn from; sizes on the canvas are CSS px × its pixel ratio. */
export interface Overlay {
  readonly model: PlotModel;
  readonly colors: ChartColors;
  readonly unit: Unit;
  readonly axisLabel: string;
}

const FONT = '11px system-ui, sans-serif';

/** Font of the canvas, whose pixels may be finer than those of CSS. */
export function canvasFont(font: string = FONT): string {
  return font.replace(/\d+(?=px)/, (px) => String(Number(px) * uPlot.pxRatio));
}

/** Name of the unit over the value axis. */
export function drawAxisLabel({ ctx, bbox }: uPlot, { axisLabel, colors }: Overlay): void {
  ctx.save();
  ctx.font = canvasFont();
  ctx.fillStyle = colors.muted;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(axisLabel, 2 * uPlot.pxRatio, bbox.top - 5 * uPlot.pxRatio);
  ctx.restore();
}

/** Dashed lines with their names; those far above all values are only named, at the upper edge. */
export function drawLines(u: uPlot, { model, colors, unit }: Overlay): void {
  const { ctx, bbox } = u;
  const px = uPlot.pxRatio;
  ctx.save();
  ctx.font = canvasFont();
  ctx.strokeStyle = colors.limit;
  ctx.textAlign = 'right';
  ctx.lineWidth = 1.5 * px;
  ctx.setLineDash([6 * px, 4 * px]);
  const right = bbox.left + bbox.width - 4 * px;
  const taken: number[] = [];
  for (const { label, value } of model.linesWithin) {
    const y = Math.round(u.valToPos(value, 'y', true));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // Lines close to each other: the second name stands below its line.
    const isCrowded = taken.some((other) => Math.abs(other - y) < 14 * px);
    taken.push(y);
    drawName(
      ctx,
      `${label} ${formatValue(value, unit)}`,
      right,
      isCrowded ? y + 14 * px : y - 3 * px,
      colors,
    );
  }
  const above = model.linesAbove.map(
    ({ label, value }) => `↑ ${label} ${formatValue(value, unit)}`,
  );
  if (above.length > 0) drawName(ctx, above.join('   '), right, bbox.top - 5 * px, colors);
  ctx.restore();
}

function drawName(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  { limit, surface }: ChartColors,
): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.textBaseline = 'bottom';
  // A rim in the colour of the ground keeps the name legible over lines and areas.
  ctx.strokeStyle = surface;
  ctx.lineWidth = 3 * uPlot.pxRatio;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillStyle = limit;
  ctx.fillText(text, x, y);
  ctx.restore();
}

/** Marks on the time axis: a thin line up the plot and a shape at its foot, a different one for each kind. */
export function drawMarks(u: uPlot, { model, colors }: Overlay): void {
  const { ctx, bbox } = u;
  for (const mark of model.marks) {
    const x = Math.round(u.valToPos(mark.atMs, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.save();
    ctx.strokeStyle = markColor(mark, colors);
    ctx.fillStyle = ctx.strokeStyle;
    ctx.lineWidth = uPlot.pxRatio;
    ctx.globalAlpha = 0.55;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.globalAlpha = 1;
    drawShape(ctx, mark.kind, x, bbox.top + bbox.height - 6 * uPlot.pxRatio, colors);
    ctx.restore();
  }
}

function markColor({ kind }: Mark, { bad, limit, muted }: ChartColors): string {
  if (kind === 'oom') return bad;
  return kind === 'restart' ? limit : muted;
}

/** Corners of each shape, in units of its size. `ended` is a square, `restart` a diamond. */
const SHAPES: Readonly<Record<MarkKind, readonly (readonly [number, number])[]>> = {
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
    [-1, -0.55],
    [-0.55, -1],
    [0, -0.45],
    [0.55, -1],
    [1, -0.55],
    [0.45, 0],
    [1, 0.55],
    [0.55, 1],
    [0, 0.45],
    [-0.55, 1],
    [-1, 0.55],
    [-0.45, 0],
  ],
};

function drawShape(
  ctx: CanvasRenderingContext2D,
  kind: MarkKind,
  x: number,
  y: number,
  { surface }: ChartColors,
): void {
  const size = (kind === 'oom' ? 6 : 5) * uPlot.pxRatio;
  ctx.beginPath();
  for (const [dx, dy] of SHAPES[kind]) ctx.lineTo(x + dx * size, y + dy * size);
  ctx.closePath();
  ctx.fill();
  ctx.strokeStyle = surface;
  ctx.stroke();
}
