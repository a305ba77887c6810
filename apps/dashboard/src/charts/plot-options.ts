import uPlot from 'uplot';
import { chooseAxis, type Unit } from '../format';
import { areaColor, lineColor, lineDash, withAlpha, type ChartColors } from './colors';
import { drawLoneBands } from './draw-bands';
import { drawLines } from './draw-lines';
import { drawMarks } from './draw-marks';
import { lonePoints } from './nearest';
import { drawAxisLabel, type Overlay } from './overlay';
import { timeAxis, valueAxis } from './plot-axes';
import type { PlotColumn, PlotModel } from './plot-model';
import { strokeOf } from './strokes';

/** What a plot is made for; `model` is read anew at each drawing, so that live data need no new plot. */
export interface PlotSetup {
  readonly model: () => PlotModel;
  readonly columns: readonly PlotColumn[];
  readonly unit: Unit;
  readonly colors: ChartColors;
  /** CSS px on the screen. */
  readonly width: number;
  readonly height: number;
  /** 1 on the screen; on paper and in pictures all is drawn so many times larger, to be sharp. */
  readonly scale: number;
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

/** Share of a band that hides what is below, and of its upper edge: a spike is a pixel wide. */
const BAND_ALPHA = 0.2;
const PEAK_ALPHA = 0.5;

export function plotOptions(setup: PlotSetup): uPlot.Options {
  const { columns, colors, width, height, scale, model } = setup;
  const spots: Overlay['spots'] = new Map();
  return {
    width: width * scale,
    height: height * scale,
    ms: 1,
    padding: [20 * scale, 28 * scale, 0, 0],
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
    axes: [timeAxis(setup), valueAxis(setup)],
    series: [{}, ...columns.map((column) => seriesOptions(column, setup))],
    bands: bandsOf(columns, colors),
    cursor: cursorOptions(setup),
    hooks: {
      setCursor: [setup.onCursor],
      setSelect: [(u) => select(u, setup)],
      draw: [(u) => drawOverlays(u, setup, spots)],
    },
  };
}

function isInside(min: number | null, max: number | null, model: PlotModel): boolean {
  if (min === null || max === null || max <= min) return false;
  return min >= model.startMs && max <= model.endMs && max - min < model.endMs - model.startMs;
}

function drawOverlays(u: uPlot, setup: PlotSetup, spots: Overlay['spots']): void {
  const { colors, unit, columns } = setup;
  const model = setup.model();
  const axisLabel = chooseAxis(unit, model.top).label;
  const px = uPlot.pxRatio * setup.scale;
  const overlay: Overlay = { model, columns, colors, unit, axisLabel, px, spots };
  drawAxisLabel(u, overlay);
  drawLoneBands(u, overlay);
  drawMarks(u, overlay);
  drawLines(u, overlay);
}

function seriesOptions({ series, part }: PlotColumn, setup: PlotSetup): uPlot.Series {
  const { colors, scale } = setup;
  const color = lineColor(series, colors);
  if (part === 'min' || part === 'max') {
    const stroke = part === 'max' ? withAlpha(color, PEAK_ALPHA) : 'transparent';
    return { width: part === 'max' ? scale : 0, stroke, points: { show: false, filter: () => [] } };
  }
  if (part === 'area') {
    return {
      stroke: colors.surface,
      width: 0.6 * scale,
      fill: areaColor(series.place, colors),
      points: { show: false, filter: () => [] },
    };
  }
  return {
    stroke: color,
    width: 1.75 * scale,
    dash: lineDash(series).map((length) => length * scale),
    points: {
      show: false,
      // Of the data there are now: they change while the plot stays.
      filter: (u, index) => lonePoints([...u.data[index]]),
      stroke: color,
      fill: color,
      size: 6 * scale,
    },
  };
}

/** Whether a column is of values themselves, not of the least or greatest within them. */
function isValue(column: PlotColumn | undefined): boolean {
  return column?.part === 'line' || column?.part === 'area';
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

function cursorOptions({
  syncKey,
  zoomsItself,
  colors,
  columns,
  onDoubleClick,
}: PlotSetup): uPlot.Cursor {
  const colorOf = (index: number) => {
    const column = columns[index - 1];
    return column === undefined ? colors.muted : lineColor(column.series, colors);
  };
  return {
    y: false,
    sync: { key: syncKey, scales: ['x', null], setSeries: false },
    drag: { x: true, y: false, setScale: zoomsItself, dist: LEAST_DRAG },
    points: {
      size: (_u, index) => (isValue(columns[index - 1]) ? 7 : 0),
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
