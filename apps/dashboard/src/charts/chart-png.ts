import uPlot from 'uplot';
import { formatDateTime, formatZone, type Unit } from '../format';
import type { ChartColors } from './colors';
import { drawEntries, heightOfEntries, pictureEntries, type EntryRoom } from './picture-legend';
import { drawnOf, toData, type PlotModel } from './plot-model';
import { plotOptions } from './plot-options';

/** What a picture of a chart is made from. */
export interface PictureInput {
  readonly plot: uPlot;
  readonly colors: ChartColors;
  readonly model: PlotModel;
  readonly title: string;
  readonly unit: Unit;
}

/** CSS px. */
const MARGIN = 12;
const TITLE_HEIGHT = 44;

/** Pixels of a picture to one CSS px, at least: it is looked at on finer screens and on paper. */
const LEAST_RATIO = 2;

/** The plot as it is seen, with title, times and legend drawn in. */
export async function drawPicture(input: PictureInput): Promise<HTMLCanvasElement> {
  const { plot, colors, model, title, unit } = input;
  const ratio = Math.max(LEAST_RATIO, uPlot.pxRatio);
  const large = await drawLarge(input, ratio / uPlot.pxRatio);
  const source = large.ctx.canvas;
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('the browser gives no canvas to draw on');
  const room: EntryRoom = { left: MARGIN, top: TITLE_HEIGHT + plot.height, width: plot.width };
  const entries = pictureEntries(model, unit);
  canvas.width = source.width + 2 * MARGIN * ratio;
  canvas.height = (room.top + heightOfEntries(ctx, entries, room) + MARGIN) * ratio;
  ctx.fillStyle = colors.surface;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, MARGIN * ratio, TITLE_HEIGHT * ratio);
  large.destroy();
  ctx.scale(ratio, ratio);
  drawTitle(ctx, { title, times: timesOf(model), width: plot.width }, colors);
  drawEntries(ctx, entries, room, colors);
  return canvas;
}

/** The same plot once more, larger, outside the page. */
async function drawLarge({ plot, colors, model, unit }: PictureInput, scale: number) {
  const drawn = drawnOf(model);
  const options = plotOptions({
    model: () => model,
    columns: drawn.columns,
    unit,
    colors,
    width: plot.width,
    height: plot.height,
    scale,
    syncKey: 'picture',
    zoomsItself: false,
    onCursor: () => undefined,
    onSelect: () => undefined,
    onDoubleClick: () => true,
  });
  const large = new uPlot(options, toData(drawn), document.createElement('div'));
  // It is drawn at the end of this turn.
  await new Promise((resolve) => setTimeout(resolve));
  return large;
}

function timesOf({ startMs, endMs }: PlotModel): string {
  return `${formatDateTime(startMs)} – ${formatDateTime(endMs)} ${formatZone(endMs)}`;
}

function drawTitle(
  ctx: CanvasRenderingContext2D,
  { title, times, width }: { title: string; times: string; width: number },
  { text, muted }: ChartColors,
): void {
  ctx.textBaseline = 'top';
  ctx.fillStyle = text;
  ctx.font = '600 14px system-ui, sans-serif';
  ctx.fillText(title, MARGIN, 8, width);
  ctx.fillStyle = muted;
  ctx.font = '11px system-ui, sans-serif';
  ctx.fillText(times, MARGIN, 27, width);
}
