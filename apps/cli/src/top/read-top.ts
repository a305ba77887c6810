import { CommandError, mapLimited, type ApiClient, type ListPage } from '@kubemonitor/compare';
import type { Item } from '../api/item';
import { namespacePath, withQuery } from '../api/paths';
import { compareBy } from './order';
import { keyOf, toPaths, toSort, type Selection, type Subject } from './subjects';
import { readTrends } from './trend';

/** What a user asked `top` for. */
export interface TopQuery extends Selection {
  readonly subject: Subject;
  readonly sortBy?: string;
  readonly limit?: number;
  readonly containers: boolean;
  /** Whether the last minutes of the CPU use are asked for, too. */
  readonly trend: boolean;
}

/** Everything one look shows. */
export interface TopView {
  readonly items: readonly Item[];
  /** Items there are, those above the limit included. */
  readonly total: number;
  /** Nodes whose values are missing or old. */
  readonly partial: NonNullable<ListPage<Item>['metadata']['partial']>;
  /** When the answer was made, by the clock of the API. */
  readonly timestamp: string | undefined;
  /** CPU use of the last minutes by `keyOf`, oldest first; null = nothing known. */
  readonly trends: ReadonlyMap<string, readonly (number | null)[]>;
}

const PAGE_ITEMS = 1_000;
const REQUESTS_AT_ONCE = 8;
/** Above so many items the last minutes cost more than they tell. */
const MOST_TRENDS = 500;

/** Asks the API for one look. @throws CommandError */
export async function readTop(client: ApiClient, query: TopQuery): Promise<TopView> {
  const { subject, limit } = query;
  const paths = toPaths(subject, query, await namespacesOf(client, query));
  const sort = toSort(query.sortBy);
  const lists = await mapLimited(paths, REQUESTS_AT_ONCE, (path) =>
    readList(client, withParameters(path, { sort }), limit),
  );
  const items = lists.flatMap((list) => list.items);
  const ordered = lists.length > 1 ? sortItems(items, sort, query) : items;
  const shown = ordered.slice(0, limit ?? ordered.length);
  const total = lists.reduce((sum, list) => sum + list.total, 0);
  return {
    items: query.containers ? await withContainers(client, shown) : shown,
    total,
    partial: mergePartial(lists.map(({ partial }) => partial)),
    timestamp: lists.at(-1)?.timestamp,
    trends:
      query.trend && total <= MOST_TRENDS ? await readTrends(client, paths, subject) : new Map(),
  };
}

async function namespacesOf(client: ApiClient, query: TopQuery): Promise<string[]> {
  const { subject, namespace } = query;
  if (subject !== 'deployments' && subject !== 'workloads') return [];
  if (namespace !== undefined) return [namespace];
  const items = await client.list<Item>('/api/namespaces?fields=cpu_millicores');
  return items.flatMap((item) => (typeof item.namespace === 'string' ? [item.namespace] : []));
}

interface WholeList {
  readonly items: readonly Item[];
  readonly total: number;
  readonly partial: TopView['partial'];
  readonly timestamp: string | undefined;
}

async function readList(
  client: ApiClient,
  path: string,
  limit: number | undefined,
): Promise<WholeList> {
  const items: Item[] = [];
  let metadata: ListPage<Item>['metadata'] = {};
  for await (const page of client.pages<Item>(path, Math.min(limit ?? PAGE_ITEMS, PAGE_ITEMS))) {
    items.push(...page.items);
    metadata = page.metadata;
    if (limit !== undefined && items.length >= limit) break;
  }
  const { total = items.length, partial = [], timestamp } = metadata;
  return { items, total, partial, timestamp };
}

function withParameters(path: string, parameters: Parameters<typeof withQuery>[1]): string {
  const query = withQuery('', parameters).slice(1);
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** Lists of several namespaces in one order; what has no value comes last, as in the API. */
function sortItems(items: readonly Item[], sort: string | undefined, query: TopQuery): Item[] {
  const byName = (a: Item, b: Item) => (keyOf(a, query.subject) < keyOf(b, query.subject) ? -1 : 1);
  if (sort === undefined) return items.toSorted(byName);
  return items.toSorted((a, b) => compareBy(sort, a, b) || byName(a, b));
}

/** Pods with their containers, which only the answer about one pod has. */
async function withContainers(client: ApiClient, pods: readonly Item[]): Promise<Item[]> {
  const details = await mapLimited(pods, REQUESTS_AT_ONCE, (pod) => readPod(client, pod));
  return details.filter((detail) => detail !== undefined);
}

async function readPod(client: ApiClient, item: Item): Promise<Item | undefined> {
  const { namespace, pod, uid } = item;
  const path =
    typeof namespace === 'string' && typeof pod === 'string'
      ? namespacePath(namespace, 'pods', pod)
      : `/api/pods/${encodeURIComponent(uid ?? pod ?? '')}`;
  try {
    return await client.get<Item>(path);
  } catch (error) {
    // It has gone since the list was made.
    if (error instanceof CommandError && error.fault === 'not_found') return undefined;
    throw error;
  }
}

function mergePartial(parts: readonly TopView['partial'][]): TopView['partial'] {
  const byNode = new Map(parts.flat().map((part) => [`${part.node} ${part.reason}`, part]));
  return [...byNode.values()];
}
