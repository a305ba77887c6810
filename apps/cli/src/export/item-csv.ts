import { fieldsOf, SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import type { Item } from '../api/item';
import type { CsvValue } from '../output/csv';
import { describeMissing } from '../top/columns';

/** What kind of items a list has: it decides which columns there are. */
export type ItemKind = 'node' | 'pod' | 'container' | 'cgroup' | 'namespace' | 'workload';

/** Members that name an item, in the order of a line. */
const IDENTITY: Readonly<Record<ItemKind, readonly string[]>> = {
  node: ['node'],
  pod: ['namespace', 'pod', 'uid', 'node', 'workload_kind', 'workload'],
  container: ['namespace', 'pod', 'uid', 'container', 'container_id'],
  cgroup: ['node', 'cgroup'],
  namespace: ['namespace'],
  workload: ['namespace', 'workload_kind', 'workload'],
};

const OF_REQUESTS = [
  'cpu_request_percent',
  'cpu_limit_percent',
  'memory_request_percent',
  'memory_limit_percent',
];
const PROMISES = ['cpu_request_millicores', 'memory_request_bytes'];
const LIMITS = ['cpu_limit_millicores', 'memory_limit_bytes'];

/** Numbers of latest items besides the fields of samples. */
const MORE_NUMBERS: Readonly<Record<ItemKind, readonly string[]>> = {
  node: [
    'pods',
    'cpu_percent',
    'memory_percent',
    'cpu_allocatable_millicores',
    'memory_allocatable_bytes',
    'cpu_allocatable_percent',
    'memory_allocatable_percent',
    ...PROMISES,
    ...LIMITS,
    'cpu_requested_percent',
    'memory_requested_percent',
  ],
  pod: ['restarts', ...PROMISES, ...OF_REQUESTS, 'cpu_node_percent', 'memory_node_percent'],
  container: ['restarts', ...PROMISES, ...OF_REQUESTS],
  cgroup: [],
  namespace: ['pods', 'estimated_pods', ...PROMISES, ...LIMITS, ...OF_REQUESTS],
  workload: [
    'pods',
    'estimated_pods',
    'desired_pods',
    'ready_pods',
    ...PROMISES,
    ...LIMITS,
    ...OF_REQUESTS,
  ],
};

/** The fields samples of a kind have. */
export function sampleFieldsOf(kind: ItemKind): readonly string[] {
  const isGroup = kind === 'namespace' || kind === 'workload';
  return (isGroup ? SUMMED_FIELDS : fieldsOf(kind)).map(({ name }) => name);
}

/** Latest values as CSV: a line an item. `only` restricts the fields. */
export function createLatestCsv(
  kind: ItemKind,
  only?: readonly string[],
): { readonly header: readonly string[]; readonly toLine: (item: Item) => CsvValue[] } {
  const numbers = only ?? [...sampleFieldsOf(kind), ...MORE_NUMBERS[kind]];
  return {
    header: [...IDENTITY[kind], 'timestamp', 'stale', ...numbers, 'missing'],
    toLine: (item) => [
      ...IDENTITY[kind].map((name) => nameIn(item, name)),
      item.timestamp,
      item.stale,
      ...numbers.map((name) => toCsvValue(item[name])),
      describeMissing(item),
    ],
  };
}

/** Windows as CSV: a line a point. `fields` are those asked for, with their statistics. */
export function createWindowCsv(
  kind: ItemKind,
  fields: readonly string[],
): { readonly header: readonly string[]; readonly toLines: (item: Item) => Generator<CsvValue[]> } {
  return {
    header: [...IDENTITY[kind], 'timestamp', ...fields],
    *toLines(item) {
      const names = IDENTITY[kind].map((name) => nameIn(item, name));
      for (const sample of item.samples ?? []) {
        yield [...names, sample.timestamp, ...fields.map((field) => toCsvValue(sample[field]))];
      }
    },
  };
}

function nameIn(item: Item, name: string): CsvValue {
  if (name === 'workload_kind') return item.workload?.kind;
  if (name === 'workload') return item.workload?.name;
  return toCsvValue(item[name]);
}

function toCsvValue(value: unknown): CsvValue {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? (value as CsvValue) : undefined;
}
