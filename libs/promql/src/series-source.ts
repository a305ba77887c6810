import type { LabelSet } from './labels';
import type { LabelMatcher } from './matcher';

/** Series that match all matchers, and the time they are asked for. */
export interface Selection {
  readonly matchers: readonly LabelMatcher[];
  /** Ms since the epoch, both ends included. */
  readonly startMs: number;
  readonly endMs: number;
}

/** A series with its samples of a time; not to be changed. */
export interface SampledSeries {
  readonly labels: LabelSet;
  /** Ms since the epoch, ascending, as many as values. */
  readonly timestamps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** From this time on it is known to have ended: nothing is looked back to. Undefined = it goes on. */
  readonly endedAtMs?: number;
}

/**
 * Where an evaluation gets its samples from. Label sets of what is given are all different.
 * A series may come without any sample.
 */
export interface SeriesSource {
  select(selection: Selection): AsyncIterable<SampledSeries>;
}
