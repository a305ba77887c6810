import type uPlot from 'uplot';
import { formatDateTime, formatValue, formatZone, type Unit } from '../format';
import { areaColor, type ChartColors } from './colors';
import type { PlotModel } from './plot-model';
import { strokeOf } from './strokes';

/** What a picture of a chart is made from. */
export interface PictureInput {
  readonly plot: uPlot;
  readonly colors: ChartColors;
  readonly model: PlotModel;
  readonly title: string;
  readonly unit: Unit;
}

const MARGIN = 12;
const TITLE_HEIGHT = 44;
const ENTRY_HEIGHT = 18;
const ENTRY_WIDTH = 190;

/** The plot as it is seen, with title, times and legend drawn in. */
export function drawPicture({ plot, colors, model, title, unit }: PictureInput): HTMLCanvasElement {
  const source = plot.ctx.canvas;
  const ratio = source.width / plot.width;
  const entries = entriesOf(model, unit);
  const columns = Math.max(1, Math.floor(plot.width / ENTRY_WIDTH));
  const legendHeight = Math.ceil(entries.length / columns) * ENTRY_HEIGHT + MARGIN;
  const canvas = document.createElement('canvas');
  canvas.width = source.width + 2 * MARGIN * ratio;
  canvas.height = source.height + (TITLE_HEIGHT + legendHeight) * ratio;
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('the browser gives no canvas to draw on');
  ctx.fillStyle = colors.surface;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, MARGIN * ratio, TITLE_HEIGHT * ratio);
  ctx.scale(ratio, ratio);
  drawTitle(ctx, title, timesOf(model), colors);
  const top = TITLE_HEIGHT + source.height / ratio;
  entries.forEach((entry, index) => {
    const x = MARGIN + (index % columns) * ENTRY_WIDTH;
    const y = top + (Math.floor(index / columns) + 0.5) * ENTRY_HEIGHT;
    drawEntry(ctx, entry, [x, y], colors);
  });
  return canvas;
}

interface Entry {
  readonly text: string;
  /** Place in the palette; undefined for a limit. */
  readonly place: number | undefined;
  readonly isArea: boolean;
}

function entriesOf({ series, linesWithin, linesAbove, isStacked }: PlotModel, unit: Unit): Entry[] {
  return [
    ...series
      .filter(({ isHidden }) => !isHidden)
      .map(({ series: { label }, place }) => ({ text: label, place, isArea: isStacked })),
    ...[...linesWithin, ...linesAbove].map(({ label, value }) => ({
      text: `${label} ${formatValue(value, unit)}`,
      place: undefined,
      isArea: false,
    })),
  ];
}

function timesOf({ startMs, endMs }: PlotModel): string {
  return `${formatDateTime(startMs)} – ${formatDateTime(endMs)} ${formatZone(endMs)}`;
}

function drawTitle(
  ctx: CanvasRenderingContext2D,
  title: string,
  times: string,
  { text, muted }: ChartColors,
): void {
  ctx.textBaseline = 'top';
  ctx.fillStyle = text;
  ctx.font = '600 14px system-ui, sans-serif';
  ctx.fillText(title, MARGIN, 8);
  ctx.fillStyle = muted;
  ctx.font = '11px system-ui, sans-serif';
  ctx.fillText(times, MARGIN, 27);
}

function drawEntry(
  ctx: CanvasRenderingContext2D,
  { text, place, isArea }: Entry,
  [x, y]: [number, number],
  colors: ChartColors,
): void {
  const stroke = place === undefined ? undefined : strokeOf(place);
  ctx.strokeStyle = stroke === undefined ? colors.limit : colors.series[stroke.colorIndex];
  ctx.lineWidth = 2.5;
  ctx.setLineDash(stroke?.dash ?? [6, 4]);
  if (isArea && place !== undefined) {
    ctx.setLineDash([]);
    ctx.strokeStyle = areaColor(place, colors);
    ctx.lineWidth = 10;
  }
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + 22, y);
  ctx.stroke();
  ctx.fillStyle = colors.text;
  ctx.textBaseline = 'middle';
  ctx.font = '11px system-ui, sans-serif';
  ctx.fillText(text, x + 28, y, ENTRY_WIDTH - 36);
}
