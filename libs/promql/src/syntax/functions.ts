import type { ValueType } from './expression';

/** What a function takes and gives. */
export interface Signature {
  readonly takes: readonly ValueType[];
  readonly gives: ValueType;
  /** How many of the last ones may be left out. */
  readonly optional?: number;
  /** Whether the last one may be repeated. */
  readonly isVariadic?: boolean;
}

const OF_VECTOR: Signature = { takes: ['vector'], gives: 'vector' };
const OF_RANGE: Signature = { takes: ['range'], gives: 'vector' };
const OF_TIME: Signature = { takes: ['vector'], gives: 'vector', optional: 1 };

const all = (names: string, signature: Signature): [string, Signature][] =>
  names.split(' ').map((name) => [name, signature]);

/** The functions of the subset, as Prometheus documents them. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ...all('abs ceil floor exp ln log2 log10 sqrt sgn deg rad', OF_VECTOR),
  ...all('absent sort sort_desc timestamp', OF_VECTOR),
  ...all('minute hour day_of_week day_of_month day_of_year days_in_month month year', OF_TIME),
  ...all('rate irate increase delta idelta deriv changes resets absent_over_time', OF_RANGE),
  ...all('avg_over_time min_over_time max_over_time sum_over_time count_over_time', OF_RANGE),
  ...all('stddev_over_time stdvar_over_time last_over_time present_over_time', OF_RANGE),
  ['quantile_over_time', { takes: ['scalar', 'range'], gives: 'vector' }],
  ['predict_linear', { takes: ['range', 'scalar'], gives: 'vector' }],
  ['round', { takes: ['vector', 'scalar'], gives: 'vector', optional: 1 }],
  ['clamp', { takes: ['vector', 'scalar', 'scalar'], gives: 'vector' }],
  ...all('clamp_min clamp_max', { takes: ['vector', 'scalar'], gives: 'vector' }),
  ['time', { takes: [], gives: 'scalar' }],
  ['pi', { takes: [], gives: 'scalar' }],
  ['scalar', { takes: ['vector'], gives: 'scalar' }],
  ['vector', { takes: ['scalar'], gives: 'vector' }],
  ['label_replace', { takes: ['vector', 'string', 'string', 'string', 'string'], gives: 'vector' }],
  [
    'label_join',
    { takes: ['vector', 'string', 'string', 'string'], gives: 'vector', isVariadic: true },
  ],
]);

/** The aggregations of the subset, and what their parameter is; undefined = they have none. */
export const AGGREGATIONS: ReadonlyMap<string, 'scalar' | undefined> = new Map([
  ...'sum avg min max count group stddev stdvar'
    .split(' ')
    .map((name): [string, undefined] => [name, undefined]),
  ...'topk bottomk quantile'.split(' ').map((name): [string, 'scalar'] => [name, 'scalar']),
]);
