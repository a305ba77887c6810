import type { Unit } from '../format';
import type { ChartSeries, LimitLine, Mark } from './chart-data';

/** What a chart of values over time is given. */
export interface TimeChartProps {
  readonly title: string;
  readonly unit: Unit;
  readonly series: readonly ChartSeries[];
  readonly lines?: readonly LimitLine[];
  readonly marks?: readonly Mark[];
  /** Areas one upon another, the first at the bottom, and the whole as a line over them. The sums are drawn only, never shown as numbers. */
  readonly stacked?: boolean;
  /** Of the plot with its axes, CSS px; 220 when left out. */
  readonly height?: number;
  /** Ends of the time axis, ms; those of the data when left out. */
  readonly startMs?: number;
  readonly endMs?: number;
  /** Time of one point, ms: points further apart than 1.5 of it have a gap between them. */
  readonly stepMs?: number;
  /** A part of the time axis was chosen, by drag or with the key `+`. */
  onZoom?(startMs: number, endMs: number): void;
  /** Back to what was seen before the zoom: double click or the key `-`. */
  onZoomOut?(): void;
  /** Nothing has come yet. With data it is not shown: old data stay while new ones are on their way. */
  readonly isLoading?: boolean;
  /** Why the data could not be had, in words for the reader. */
  readonly error?: string;
  /** Why there is nothing to see, e.g. the text of a reason of missing values. */
  readonly emptyText?: string;
  /** What the values mean, in one or two sentences, under the title. */
  readonly description?: string;
  /** Path of the same data in REST, e.g. `/api/nodes/a?window=900`. */
  readonly restPath?: string;
  /** Charts with the same key share the cursor; all charts of the page when left out. */
  readonly syncKey?: string;
}
