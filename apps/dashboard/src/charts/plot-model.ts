import type uPlot from 'uplot';
import { alignSeries, type AlignedSeries, type PlotValue } from './align-series';
import type { ChartSeries, Mark } from './chart-data';
import { withKinds, type KnownLine } from './limit-style';
import { stack } from './stack';
import type { TimeChartProps } from './time-chart-props';
import { largestOf, splitLines, topOfAxis } from './value-range';

/** One series as it is shown, with its place in the palette. */
export interface PlotSeries extends AlignedSeries {
  readonly place: number;
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
  const series = aligned.map((one, index) => ({
    ...one,
    place: placeOf(one.series, index),
    isHidden: hidden.has(one.series.key),
  }));
  const isStacked = props.stacked ?? false;
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

function placeOf(series: ChartSeries, index: number): number {
  return series.color ?? index;
}

function shown(series: readonly PlotSeries[]): PlotSeries[] {
  return series.filter(({ isHidden }) => !isHidden);
}

function largestShown(
  timestamps: readonly number[],
  series: readonly PlotSeries[],
  isStacked: boolean,
): number {
  const lists = shown(series).map(({ values, max }) => ({ values, max }));
  if (!isStacked) return largestOf(lists.flatMap(({ values, max }) => [values, max ?? []]));
  return largestOf(
    stack(
      timestamps,
      lists.map(({ values }) => values),
    ).edges,
  );
}

/** Whether least and greatest values are drawn. */
export function hasBand({ series, isStacked }: PlotModel): boolean {
  return !isStacked && series.some(({ min, max }) => min !== undefined && max !== undefined);
}

/** What a column of the plot's data is drawn as. */
export interface PlotColumn {
  readonly series: PlotSeries;
  readonly part: 'line' | 'min' | 'max';
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
 * and the others are painted over it.
 */
export function drawnOf({ timestamps, series, isStacked, stepMs }: PlotModel): DrawnModel {
  const visible = shown(series);
  if (!isStacked) return { timestamps, columns: visible.flatMap(columnsOf) };
  const lists = visible.map(({ values }) => values);
  const { timestamps: times, edges } = stack(timestamps, lists, stepMs);
  const columns = visible.map((one, index): PlotColumn => ({
    series: one,
    part: 'line',
    values: edges[index],
  }));
  return { timestamps: times, columns: columns.reverse() };
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
