import type { createColors } from 'picocolors';
import { BrailleCanvas, DOTS_ACROSS, DOTS_DOWN } from './braille-canvas';
import { chooseScale, type Scale } from './scale';
import { toTimeLabels } from './time-axis';

/** One point of a chart; null = nothing is known, which shows as a gap. */
export interface ChartPoint {
  /** Start of the step, ms since the epoch. */
  readonly atMs: number;
  readonly value: number | null;
  /** Least and greatest single reading in the step. */
  readonly min?: number | null;
  readonly max?: number | null;
}

export interface ChartOptions {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  /** Characters across, labels included, and lines of the plot. */
  readonly width: number;
  readonly height: number;
  readonly isBinary: boolean;
  readonly format: (value: number) => string;
  readonly colours: ReturnType<typeof createColors>;
}

const LEAST_PLOT_WIDTH = 20;
/** Between least and greatest reading. */
const BAND = '░';

/**
 * A chart of lines of text: a line of dots for the values, a shade from the least to the
 * greatest reading, labels with units on the left, times below. A step without a value is blank.
 */
export function toChart(points: readonly ChartPoint[], options: ChartOptions): string[] {
  const { height, format, isBinary } = options;
  const scale = chooseScale(
    points.flatMap(valuesOf),
    Math.max(2, Math.floor(height / 3)),
    isBinary,
  );
  const labels = toValueLabels(scale, height, format);
  const labelWidth = Math.max(...[...labels.values()].map((label) => label.length));
  const columns = Math.max(LEAST_PLOT_WIDTH, options.width - labelWidth - 2);
  const plot = new Plot(columns, options, scale);
  for (const point of points) plot.draw(point);
  const lines = Array.from({ length: height }, (_, row) => {
    const label = labels.get(row);
    const edge = label === undefined ? '│' : '┤';
    return `${(label ?? '').padStart(labelWidth)} ${edge}${plot.line(row)}`.trimEnd();
  });
  return [...lines, ...toTimeAxis(options, columns, labelWidth)];
}

function valuesOf({ value, min, max }: ChartPoint): number[] {
  return [value, min, max].filter((known) => typeof known === 'number');
}

function toValueLabels(
  { least, greatest, step }: Scale,
  height: number,
  format: (value: number) => string,
): Map<number, string> {
  const labels = new Map<number, string>();
  const count = Math.round((greatest - least) / step);
  for (let index = 0; index <= count; index += 1) {
    const row = Math.round((1 - index / count) * (height - 1));
    labels.set(row, format(least + index * step));
  }
  return labels;
}

/** The plot itself: dots of the values, and cells that are within the band. */
class Plot {
  private readonly canvas: BrailleCanvas;
  private readonly band = new Set<number>();
  private last: { readonly x: number; readonly y: number; readonly atMs: number } | undefined;

  constructor(
    private readonly columns: number,
    private readonly options: ChartOptions,
    private readonly scale: Scale,
  ) {
    this.canvas = new BrailleCanvas(columns, options.height);
  }

  draw({ atMs, value, min, max }: ChartPoint): void {
    const { stepMs } = this.options;
    if (typeof min === 'number' && typeof max === 'number' && max > min) {
      this.shade(this.toX(atMs), this.toX(atMs + stepMs) - 1, this.toY(max), this.toY(min));
    }
    if (value === null) {
      this.last = undefined;
      return;
    }
    // A value stands in the middle of its step; two neighbours are joined, a gap is not.
    const here = { x: this.toX(atMs + stepMs / 2), y: this.toY(value), atMs };
    const isNext = this.last !== undefined && atMs - this.last.atMs < 1.5 * stepMs;
    if (this.last !== undefined && isNext) this.join(this.last, here);
    else this.canvas.set(here.x, here.y);
    this.last = here;
  }

  line(row: number): string {
    const { colours } = this.options;
    let text = '';
    for (let column = 0; column < this.columns; column += 1) {
      const dots = this.canvas.at(column, row);
      const isShaded = this.band.has(row * this.columns + column);
      if (dots !== undefined) text += colours.cyan(dots);
      else text += isShaded ? colours.dim(BAND) : ' ';
    }
    return text;
  }

  private join(from: { x: number; y: number }, to: { x: number; y: number }): void {
    const length = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
    for (let step = 0; step <= length; step += 1) {
      const share = step / length;
      const x = Math.round(from.x + (to.x - from.x) * share);
      this.canvas.set(x, Math.round(from.y + (to.y - from.y) * share));
    }
  }

  private shade(left: number, right: number, top: number, bottom: number): void {
    for (let x = left; x <= Math.max(right, left); x += 1) {
      const column = Math.min(Math.floor(x / DOTS_ACROSS), this.columns - 1);
      for (let row = Math.floor(top / DOTS_DOWN); row <= Math.floor(bottom / DOTS_DOWN); row += 1) {
        this.band.add(row * this.columns + column);
      }
    }
  }

  private toX(atMs: number): number {
    const { startMs, endMs } = this.options;
    const share = (atMs - startMs) / Math.max(endMs - startMs, 1);
    const most = this.columns * DOTS_ACROSS - 1;
    return Math.min(Math.max(Math.floor(share * (most + 1)), 0), most);
  }

  private toY(value: number): number {
    const { least, greatest } = this.scale;
    const most = this.options.height * DOTS_DOWN - 1;
    return Math.round((1 - (value - least) / (greatest - least)) * most);
  }
}

function toTimeAxis(options: ChartOptions, columns: number, labelWidth: number): string[] {
  const { startMs, endMs } = options;
  const axis = new Array<string>(columns).fill('─');
  const text = new Array<string>(columns + labelWidth + 2).fill(' ');
  let free = 0;
  for (const label of toTimeLabels(startMs, endMs, Math.floor(columns / 14))) {
    const share = (label.atMs - startMs) / Math.max(endMs - startMs, 1);
    const column = Math.min(Math.floor(share * columns), columns - 1);
    const from = column + labelWidth + 2 - Math.floor(label.text.length / 2);
    if (from < free || from + label.text.length > text.length) continue;
    axis[column] = '┬';
    [...label.text].forEach((character, index) => (text[from + index] = character));
    free = from + label.text.length + 1;
  }
  return [`${' '.repeat(labelWidth)} └${axis.join('')}`, text.join('').trimEnd()];
}
