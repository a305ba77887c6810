import type { SeriesSource } from '../series-source';
import type { Budget } from './budget';
import type { Steps } from './vector';

/** What an expression is evaluated in. */
export interface Evaluation {
  readonly source: SeriesSource;
  readonly budget: Budget;
  readonly lookbackMs: number;
  /** Of subqueries that name none. */
  readonly defaultStepMs: number;
  readonly steps: Steps;
  /** Start and end of the whole query, for `@`; a subquery's steps have others. */
  readonly query: { readonly startMs: number; readonly endMs: number };
}
