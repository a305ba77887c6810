import uPlot from 'uplot';
import type { Unit } from '../format';
import type { ChartColors } from './colors';
import type { LabelSpot } from './line-labels';
import type { PlotColumn, PlotModel } from './plot-model';

/** What is drawn over a plot, and from what. */
export interface Overlay {
  readonly model: PlotModel;
  /** Of the plot's data, in their order, without the times. */
  readonly columns: readonly PlotColumn[];
  readonly colors: ChartColors;
  readonly unit: Unit;
  readonly axisLabel: string;
  /** Pixels of the canvas to one CSS px. */
  readonly px: number;
  /** Where the names of lines stood; the drawing keeps it. */
  readonly spots: Map<string, LabelSpot>;
}

/** Of axes and names, CSS px. */
const FONT_SIZE = 11;

/** The font of the axes at a size times that of the screen. */
export function axisFont(scale: number): string {
  return `${FONT_SIZE * scale}px system-ui, sans-serif`;
}

/** The same for what is drawn on the canvas itself, whose pixels may be finer than those of CSS. */
export function canvasFont(scale: number): string {
  return axisFont(scale * uPlot.pxRatio);
}

/** Name of the unit over the value axis. */
export function drawAxisLabel({ ctx, bbox }: uPlot, { axisLabel, colors, px }: Overlay): void {
  ctx.save();
  ctx.font = axisFont(px);
  ctx.fillStyle = colors.muted;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(axisLabel, 2 * px, bbox.top - 5 * px);
  ctx.restore();
}
