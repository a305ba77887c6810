import type uPlot from 'uplot';
import { alignSeries, type AlignedSeries, type PlotValue } from './align-series';
import type { Mark } from './chart-data';
import { withKinds, type KnownLine } from './limit-style';
import { stack } from './stack';
import type { TimeChartProps } from './time-chart-props';
import { largestOf, splitLines, topOfAxis } from './value-range';

/** One series as it is shown, with its place in the palette. */
export interface PlotSeries extends AlignedSeries {
  readonly place: number;
  /** A stacked area; all else is a line. */
  readonly isArea: boolean;
  readonly isHidden: boolean;
}

/** Everything that is drawn and read out, made from the properties of a chart. */
export interface PlotModel {
  readonly timestamps: number[];
  /** In the order given, hidden ones too. */
  readonly series: readonly PlotSeries[];
  readonly isStacked: boolean;
  /** Time of one point, ms, where it is known. */
  readonly stepMs: number | undefined;
  readonly linesWithin: readonly KnownLine[];
  readonly linesAbove: readonly KnownLine[];
  readonly marks: readonly Mark[];
  readonly startMs: number;
  readonly endMs: number;
  /** Top of the value axis, in the unit of the values. */
  readonly top: number;
  readonly largest: number;
  /** There is a number to draw, hidden or not. */
  readonly hasValues: boolean;
}

type ModelProps = Pick<
  TimeChartProps,
  'unit' | 'series' | 'lines' | 'marks' | 'stacked' | 'startMs' | 'endMs' | 'stepMs'
>;

/** @param hidden keys of the series the reader has switched off */
export function makeModel(props: ModelProps, hidden: ReadonlySet<string>): PlotModel {
  const { timestamps, series: aligned } = alignSeries(props.series, props.stepMs);
  const isStacked = props.stacked ?? false;
  const parts = props.series.filter(({ isWhole }) => isWhole !== true);
  const series = aligned.map((one) => ({
    ...one,
    place: one.series.color ?? parts.indexOf(one.series),
    isArea: isStacked && parts.includes(one.series),
    isHidden: hidden.has(one.series.key),
  }));
  const largest = largestShown(timestamps, series, isStacked);
  const { within, above } = splitLines(withKinds(props.lines ?? []), largest);
  const startMs = props.startMs ?? timestamps[0] ?? 0;
  return {
    timestamps,
    series,
    isStacked,
    stepMs: props.stepMs,
    linesWithin: within,
    linesAbove: above,
    marks: props.marks ?? [],
    startMs,
    // An axis needs a length: a single point stands at the start of one second.
    endMs: Math.max(props.endMs ?? timestamps[timestamps.length - 1] ?? 0, startMs + 1_000),
    top: topOfAxis(props.unit, largest, within),
    largest,
    hasValues: series.some(({ values }) => values.some((value) => typeof value === 'number')),
  };
}

function largestShown(
  timestamps: readonly number[],
  series: readonly PlotSeries[],
  isStacked: boolean,
): number {
  const { areas, lines } = split(series);
  const { edges } = stack(
    timestamps,
    areas.map(({ values }) => values),
  );
  const spikes = isStacked ? [] : lines.map(({ max }) => max ?? []);
  return largestOf([...edges, ...lines.map(({ values }) => values), ...spikes]);
}

/** The shown series, by how they are drawn. */
function split(series: readonly PlotSeries[]): { areas: PlotSeries[]; lines: PlotSeries[] } {
  const visible = series.filter(({ isHidden }) => !isHidden);
  return {
    areas: visible.filter(({ isArea }) => isArea),
    lines: visible.filter(({ isArea }) => !isArea),
  };
}

/** Whether least and greatest values are drawn. */
export function hasBand({ series, isStacked }: PlotModel): boolean {
  return !isStacked && series.some(({ min, max }) => min !== undefined && max !== undefined);
}

/** What a column of the plot's data is drawn as. */
export interface PlotColumn {
  readonly series: PlotSeries;
  readonly part: 'area' | 'line' | 'min' | 'max';
  readonly values: (number | null | undefined)[];
}

/** What a plot is given. */
export interface DrawnModel {
  /** Those of the model, and between them the edges of stacked areas. */
  readonly timestamps: readonly number[];
  /** Of the shown series, in the order they are painted. */
  readonly columns: readonly PlotColumn[];
}

/**
 * The times and columns of the plot. Stacked areas reach down to 0, so the uppermost comes first
 * and the others are painted over it; the line of the whole is painted last.
 */
export function drawnOf({ timestamps, series, isStacked, stepMs }: PlotModel): DrawnModel {
  const { areas, lines } = split(series);
  if (!isStacked) return { timestamps, columns: lines.flatMap(columnsOf) };
  const heights = areas.map(({ values }) => values);
  const { timestamps: times, edges } = stack(timestamps, heights, stepMs);
  const columns = areas.map((one, index): PlotColumn => ({
    series: one,
    part: 'area',
    values: edges[index],
  }));
  const wholes = lines.map((one): PlotColumn => ({
    series: one,
    part: 'line',
    values: spread(timestamps, one.values, times),
  }));
  return { timestamps: times, columns: [...columns.reverse(), ...wholes] };
}

/** Values at more times than their own: between those of before they say nothing. */
function spread(
  timestamps: readonly number[],
  values: readonly PlotValue[],
  times: readonly number[],
): PlotValue[] {
  const known = new Map(timestamps.map((time, index) => [time, values[index]]));
  return times.map((time) => known.get(time));
}

function columnsOf(one: PlotSeries): PlotColumn[] {
  const line: PlotColumn = { series: one, part: 'line', values: one.values };
  if (one.min === undefined || one.max === undefined) return [line];
  return [
    { series: one, part: 'max', values: one.max },
    { series: one, part: 'min', values: one.min },
    line,
  ];
}

/** Data as uPlot takes them. */
export function toData({ timestamps, columns }: DrawnModel): uPlot.AlignedData {
  const values: PlotValue[][] = columns.map((column) => column.values);
  return [[...timestamps], ...values];
}
