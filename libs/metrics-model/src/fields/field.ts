import type { Scope } from '../metrics/metric';

/**
 * How an answer's field is made from stored metrics.
 * - `gauge`: the value of the instant; over a step the mean.
 * - `counter`: the cumulative value as stored; over a step the last one.
 * - `rate`: increase per second × `scale`; `given`, a gauge, wins where a source sends it.
 * - `ratio`: increase of `part` over increase of `whole`, 0 to 1.
 * - `difference`: gauge `from` − gauge `minus`, not below 0.
 */
export type Derivation =
  | { readonly kind: 'gauge'; readonly metric: string }
  | { readonly kind: 'counter'; readonly metric: string }
  | {
      readonly kind: 'rate';
      readonly metric: string;
      readonly scale: number;
      readonly given?: string;
    }
  | { readonly kind: 'ratio'; readonly part: string; readonly whole: string }
  | { readonly kind: 'difference'; readonly from: string; readonly minus: string };

/** One number of an answer. */
export interface FieldDefinition {
  /** snake_case, the unit last. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly derivation: Derivation;
  /** Digits after the point that carry meaning; values are rounded to them. */
  readonly decimals: number;
  /** Whether sums over pods (namespace, workload) have the field. */
  readonly summed: boolean;
  readonly description: string;
  readonly example: number;
}
