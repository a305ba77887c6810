import type { LabelMatcher } from '../matcher';

/** What an expression gives. */
export type ValueType = 'scalar' | 'string' | 'vector' | 'range';

/** Where in time a selector looks instead of the step's time. */
export interface TimeShift {
  /** `@`: ms since the epoch, or an end of the query. */
  readonly at: number | 'start' | 'end' | undefined;
  readonly offsetMs: number;
}

export interface Selector extends TimeShift {
  readonly kind: 'selector';
  readonly matchers: readonly LabelMatcher[];
}

/** The samples of a selector within a time before each step. */
export interface RangeSelector {
  readonly kind: 'range';
  readonly of: Selector;
  readonly rangeMs: number;
}

/** An expression evaluated at its own steps within a time before each step. */
export interface Subquery extends TimeShift {
  readonly kind: 'subquery';
  readonly of: Expression;
  readonly rangeMs: number;
  /** Undefined = the default. */
  readonly stepMs: number | undefined;
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
}

export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly labels: readonly string[];
  readonly isWithout: boolean;
  /** `k` of topk, `φ` of quantile. */
  readonly parameter: Expression | undefined;
  readonly of: Expression;
}

export type SetOperator = 'and' | 'or' | 'unless';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

/** Which series of two vectors belong together. */
export interface Matching {
  readonly isOn: boolean;
  readonly labels: readonly string[];
  /** The side that may have several of a kind. */
  readonly many: 'none' | 'left' | 'right';
  /** Labels taken over from the other side. */
  readonly include: readonly string[];
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly isBool: boolean;
  readonly matching: Matching;
  readonly left: Expression;
  readonly right: Expression;
}

/** A query as a tree; parentheses leave `group`. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | Selector
  | RangeSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | { readonly kind: 'negation'; readonly of: Expression }
  | { readonly kind: 'group'; readonly of: Expression };
