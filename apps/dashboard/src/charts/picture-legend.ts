import { formatValue, type Unit } from '../format';
import { t } from '../i18n';
import { areaColor, lineColor, lineDash, type ChartColors } from './colors';
import type { LimitKind, MarkKind } from './chart-data';
import { dashOfLimit } from './limit-style';
import { countKinds } from './mark-groups';
import { MARK_COLORS, traceMark } from './mark-shape';
import type { PlotModel, PlotSeries } from './plot-model';

/** One entry of the legend in a picture. */
export interface PictureEntry {
  readonly text: string;
  readonly sign:
    | { readonly kind: 'area'; readonly place: number }
    | { readonly kind: 'line'; readonly line: PlotSeries }
    | { readonly kind: 'limit'; readonly limit: LimitKind }
    | { readonly kind: 'mark'; readonly mark: MarkKind };
}

/** Where the entries stand, CSS px. */
export interface EntryRoom {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** CSS px. */
const HEIGHT = 18;
const SIGN_WIDTH = 32;
const BETWEEN = 18;
const FONT = '11px system-ui, sans-serif';

/** What is seen: the shown series, the lines with their values, the kinds of marks. */
export function pictureEntries(model: PlotModel, unit: Unit): PictureEntry[] {
  const { series, linesWithin, linesAbove, marks } = model;
  return [
    ...series
      .filter(({ isHidden }) => !isHidden)
      .map((one): PictureEntry => {
        const text = one.series.label;
        if (one.isArea) return { text, sign: { kind: 'area', place: one.place } };
        return { text, sign: { kind: 'line', line: one } };
      }),
    ...[...linesWithin, ...linesAbove].map(({ label, value, kind }): PictureEntry => {
      return { text: `${label} ${formatValue(value, unit)}`, sign: { kind: 'limit', limit: kind } };
    }),
    ...countKinds(marks).map(({ kind, count }): PictureEntry => {
      return { text: `${t(`charts.mark.${kind}`)} ${count}`, sign: { kind: 'mark', mark: kind } };
    }),
  ];
}

export function heightOfEntries(
  ctx: CanvasRenderingContext2D,
  entries: readonly PictureEntry[],
  room: EntryRoom,
): number {
  const last = placesOf(ctx, entries, room).at(-1);
  return last === undefined ? 0 : last.y + HEIGHT - room.top;
}

export function drawEntries(
  ctx: CanvasRenderingContext2D,
  entries: readonly PictureEntry[],
  room: EntryRoom,
  colors: ChartColors,
): void {
  const places = placesOf(ctx, entries, room);
  entries.forEach(({ text, sign }, index) => {
    const { x, y } = places[index];
    const middle = y + HEIGHT / 2;
    drawSign(ctx, sign, [x, middle], colors);
    ctx.fillStyle = colors.text;
    ctx.textBaseline = 'middle';
    ctx.fillText(text, x + SIGN_WIDTH, middle, room.width - SIGN_WIDTH);
  });
}

/** One after the other, in as many rows as they need. */
function placesOf(
  ctx: CanvasRenderingContext2D,
  entries: readonly PictureEntry[],
  { left, top, width }: EntryRoom,
): { x: number; y: number }[] {
  ctx.font = FONT;
  let [x, y] = [left, top];
  return entries.map(({ text }) => {
    const needed = SIGN_WIDTH + ctx.measureText(text).width;
    if (x > left && x + needed > left + width) [x, y] = [left, y + HEIGHT];
    const place = { x, y };
    x += needed + BETWEEN;
    return place;
  });
}

function drawSign(
  ctx: CanvasRenderingContext2D,
  sign: PictureEntry['sign'],
  [x, y]: readonly [number, number],
  colors: ChartColors,
): void {
  if (sign.kind === 'mark') {
    ctx.fillStyle = colors[MARK_COLORS[sign.mark]];
    traceMark(ctx, sign.mark, [x + 20, y], 5);
    ctx.fill();
    return;
  }
  if (sign.kind === 'area') {
    ctx.fillStyle = areaColor(sign.place, colors);
    ctx.fillRect(x + 12, y - 6, 14, 12);
    return;
  }
  if (sign.kind === 'limit') {
    ctx.strokeStyle = colors.limits[sign.limit];
    ctx.setLineDash(dashOfLimit(sign.limit));
  } else {
    ctx.strokeStyle = lineColor(sign.line, colors);
    ctx.setLineDash(lineDash(sign.line));
  }
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + 26, y);
  ctx.stroke();
  ctx.setLineDash([]);
}
