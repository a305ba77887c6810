/** The samples of a series in (start, end] of one step. */
export interface RangeWindow {
  /** Ms since the epoch. */
  readonly timestamps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** Samples [from, to) are in the window, at least one. */
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
  readonly endMs: number;
  /** The time the expression is evaluated at, without offset, ms. */
  readonly stepMs: number;
}

/** What a function gives for a window; undefined = nothing. */
export type RangeFunction = (window: RangeWindow, parameter: number) => number | undefined;
