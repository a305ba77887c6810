import uPlot from 'uplot';
import { chooseAxis } from '../format';
import { axisFont, canvasFont } from './overlay';
import type { PlotSetup } from './plot-options';
import { timeTicks } from './time-ticks';
import { gridSteps } from './value-range';

type AxisSetup = Pick<PlotSetup, 'colors' | 'scale' | 'unit' | 'model'>;

/** What both axes have in common. */
function axis({ colors: { muted, grid }, scale }: AxisSetup, tick: number): uPlot.Axis {
  return {
    stroke: muted,
    font: axisFont(scale),
    gap: 5 * scale,
    grid: { stroke: grid, width: scale },
    ticks: { stroke: grid, width: scale, size: tick * scale },
  };
}

/** Times in the reader's zone, the date in a second row. */
export function timeAxis(setup: AxisSetup): uPlot.Axis {
  return {
    ...axis(setup, 5),
    space: 64 * setup.scale,
    size: 40 * setup.scale,
    values: (_u, splits, _axis, _space, step) => timeTicks(splits, step),
  };
}

/** Values in one scale, from 0, as wide as the widest label needs. */
export function valueAxis(setup: AxisSetup): uPlot.Axis {
  const { unit, model, scale } = setup;
  return {
    ...axis(setup, 4),
    space: 32 * scale,
    incrs: gridSteps(unit),
    values: (_u, splits) => {
      const present = chooseAxis(unit, model().top);
      return splits.map((value) => present.format(value));
    },
    size: (u, labels) => sizeOf(u, labels, scale),
  };
}

/** Room for the widest label, ticks and gap; CSS px. */
function sizeOf(u: uPlot, labels: string[] | null, scale: number): number {
  if (labels === null || labels.length === 0) return 40 * scale;
  u.ctx.save();
  u.ctx.font = canvasFont(scale);
  const widest = Math.max(...labels.map((label) => u.ctx.measureText(label).width));
  u.ctx.restore();
  return Math.max(36 * scale, Math.ceil(widest / uPlot.pxRatio) + 14 * scale);
}
