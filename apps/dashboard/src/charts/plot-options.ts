import uPlot from 'uplot';
import { chooseAxis, type Unit } from '../format';
import { areaColor, type ChartColors } from './colors';
import { canvasFont, drawAxisLabel, drawLines, drawMarks, type Overlay } from './draw-overlays';
import { lonePoints } from './nearest';
import type { PlotColumn, PlotModel } from './plot-model';
import { strokeOf } from './strokes';
import { timeTicks } from './time-ticks';
import { gridSteps } from './value-range';

/** What a plot is made for; `model` is read anew at each drawing, so that live data need no new plot. */
export interface PlotSetup {
  readonly model: () => PlotModel;
  readonly columns: readonly PlotColumn[];
  readonly unit: Unit;
  readonly colors: ChartColors;
  readonly width: number;
  readonly height: number;
  readonly syncKey: string;
  /** The plot zooms by itself when nobody else does. */
  readonly zoomsItself: boolean;
  onCursor(u: uPlot): void;
  onSelect(startMs: number, endMs: number): void;
  /** @returns whether it was dealt with; otherwise the plot shows everything again */
  onDoubleClick(): boolean;
}

/** A drag shorter than this is a click. CSS px. */
const LEAST_DRAG = 6;

/** Share of a band that hides what is below. */
const BAND_ALPHA = 0.22;

export function plotOptions(setup: PlotSetup): uPlot.Options {
  const { columns, colors, width, height, model } = setup;
  return {
    width,
    height,
    ms: 1,
    padding: [20, 24, 0, 0],
    // Areas hide the grid unless it is drawn over them.
    drawOrder: (model().isStacked
      ? ['series', 'axes']
      : ['axes', 'series']) as uPlot.DrawOrderKey[],
    legend: { show: false },
    scales: {
      x: {
        time: true,
        range: (_u, min, max) =>
          setup.zoomsItself && isInside(min, max, model())
            ? [min, max]
            : [model().startMs, model().endMs],
      },
      y: { range: () => [0, model().top] },
    },
    axes: [timeAxis(colors), valueAxis(setup)],
    series: [{}, ...columns.map((column) => seriesOptions(column, setup))],
    bands: bandsOf(columns, colors),
    cursor: cursorOptions(setup),
    hooks: {
      setCursor: [setup.onCursor],
      setSelect: [(u) => select(u, setup)],
      draw: [(u) => drawOverlays(u, setup)],
    },
  };
}

function isInside(min: number | null, max: number | null, model: PlotModel): boolean {
  if (min === null || max === null || max <= min) return false;
  return min >= model.startMs && max <= model.endMs && max - min < model.endMs - model.startMs;
}

function drawOverlays(u: uPlot, { model, colors, unit }: PlotSetup): void {
  const present = model();
  const axisLabel = chooseAxis(unit, present.top).label;
  const overlay: Overlay = { model: present, colors, unit, axisLabel };
  drawAxisLabel(u, overlay);
  drawLines(u, overlay);
  drawMarks(u, overlay);
}

function timeAxis({ muted, grid }: ChartColors): uPlot.Axis {
  return {
    stroke: muted,
    font: '11px system-ui, sans-serif',
    space: 64,
    size: 40,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 5 },
    values: (_u, splits, _axis, _space, step) => timeTicks(splits, step),
  };
}

function valueAxis({ colors: { muted, grid }, unit, model }: PlotSetup): uPlot.Axis {
  return {
    stroke: muted,
    font: '11px system-ui, sans-serif',
    space: 32,
    incrs: gridSteps(unit),
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
    values: (_u, splits) => {
      const axis = chooseAxis(unit, model().top);
      return splits.map((value) => axis.format(value));
    },
    size: (u, labels) => sizeOf(u, labels),
  };
}

/** Room for the widest label, ticks and gap; CSS px. */
function sizeOf(u: uPlot, labels: string[] | null): number {
  if (labels === null || labels.length === 0) return 40;
  u.ctx.save();
  u.ctx.font = canvasFont();
  const widest = Math.max(...labels.map((label) => u.ctx.measureText(label).width));
  u.ctx.restore();
  return Math.max(36, Math.ceil(widest / uPlot.pxRatio) + 14);
}

function seriesOptions(
  { series, part, values }: PlotColumn,
  { colors, model }: PlotSetup,
): uPlot.Series {
  const { colorIndex, dash } = strokeOf(series.place);
  const color = colors.series[colorIndex];
  const { isStacked } = model();
  if (part !== 'line') return { width: 0, stroke: 'transparent', points: { show: false } };
  return {
    stroke: isStacked ? colors.surface : color,
    width: isStacked ? 0.6 : 1.75,
    dash: isStacked ? undefined : dash,
    fill: isStacked ? areaColor(series.place, colors) : undefined,
    points: {
      show: false,
      filter: () => lonePoints(values),
      stroke: color,
      fill: color,
      size: 5,
    },
  };
}

function bandsOf(columns: readonly PlotColumn[], colors: ChartColors): uPlot.Band[] {
  return columns.flatMap(({ part, series }, index) =>
    part === 'max'
      ? [
          {
            // The first column of the data are the times.
            series: [index + 1, index + 2] as [number, number],
            fill: withAlpha(colors.series[strokeOf(series.place).colorIndex], BAND_ALPHA),
          },
        ]
      : [],
  );
}

/** `rgb(1, 2, 3)`, as computed styles have colours, with another opacity. */
function withAlpha(color: string, alpha: number): string {
  return color.replace(/^rgba?\(([^,]+,[^,]+,[^,)]+).*$/, `rgba($1, ${alpha})`);
}

function cursorOptions({
  syncKey,
  zoomsItself,
  colors,
  columns,
  onDoubleClick,
}: PlotSetup): uPlot.Cursor {
  const colorOf = (index: number) => {
    const column = columns[index - 1];
    return column === undefined
      ? colors.muted
      : colors.series[strokeOf(column.series.place).colorIndex];
  };
  return {
    y: false,
    sync: { key: syncKey, scales: ['x', null], setSeries: false },
    drag: { x: true, y: false, setScale: zoomsItself, dist: LEAST_DRAG },
    points: {
      size: (_u, index) => (columns[index - 1]?.part === 'line' ? 7 : 0),
      stroke: () => colors.surface,
      fill: (_u, index) => colorOf(index),
    },
    bind: {
      dblclick: (_u, _target, handler) => (event) => {
        if (!onDoubleClick()) handler(event);
        return null;
      },
    },
  };
}

/** Takes a drag as a zoom; charts that only follow the cursor of another do not report it again. */
function select(u: uPlot, { zoomsItself, onSelect }: PlotSetup): void {
  const { left, width } = u.select;
  if (zoomsItself || width < LEAST_DRAG) return;
  const isOwn = u.cursor.event instanceof MouseEvent;
  if (isOwn) onSelect(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}
