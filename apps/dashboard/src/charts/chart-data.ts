/**
 * One line of a chart. `timestamps` are ms since 1970 and ascend; the other arrays have the same
 * length, `null` is a gap. The caller owns the arrays and gives new ones when they change.
 */
export interface ChartSeries {
  /** Stays the same while the data change: what the reader hid stays hidden. */
  readonly key: string;
  readonly label: string;
  readonly timestamps: readonly number[];
  readonly values: readonly (number | null)[];
  /** Least value within each point; drawn as a band together with `max`. */
  readonly min?: readonly (number | null)[];
  readonly max?: readonly (number | null)[];
  /** Place in the palette; the place in the list when left out. */
  readonly color?: number;
  /**
   * In a stacked chart: no area but a line over them, of what they are parts of. Its values are
   * given, not the sum of the areas: those may not be all parts there are.
   */
  readonly isWhole?: boolean;
  /** Page of the dashboard of what the line is of; its legend entry leads there. */
  readonly href?: string;
}

/** What a dashed line is: each has its own colour and dashes. */
export type LimitKind = 'request' | 'limit' | 'allocatable' | 'capacity';

/** A dashed line over the whole width: a limit, a request, a capacity. */
export interface LimitLine {
  readonly label: string;
  readonly value: number;
  /** The first that no other line of the chart has, when left out. */
  readonly kind?: LimitKind;
}

export type MarkKind = 'restart' | 'oom' | 'created' | 'ended';

/** Something that happened, marked on the time axis. */
export interface Mark {
  readonly atMs: number;
  readonly label: string;
  readonly kind: MarkKind;
}
