import type { ApiClient } from '@kubemonitor/compare';
import type { Item } from '../api/item';
import { namespacePath, withQuery } from '../api/paths';
import type { ItemKind } from './item-csv';

export const EXPORTS = [
  'nodes',
  'pods',
  'namespaces',
  'deployments',
  'workloads',
  'cgroups',
] as const;
/** What `export` can write. */
export type ExportList = (typeof EXPORTS)[number];

export const EXPORT_KINDS: Readonly<Record<ExportList, ItemKind>> = {
  nodes: 'node',
  pods: 'pod',
  namespaces: 'namespace',
  deployments: 'workload',
  workloads: 'workload',
  cgroups: 'cgroup',
};

/** Which items, and what of them. */
export interface ExportQuery {
  readonly list: ExportList;
  readonly namespace?: string;
  readonly selector?: string;
  readonly node?: string;
  /** Parameters of a window, of the fields and the order, as the API takes them. */
  readonly parameters: Readonly<Record<string, string | number | undefined>>;
  readonly isWindow: boolean;
}

/** Pages are held one at a time: a page of windows is much larger than one of latest values. */
const PAGE_ITEMS = 1_000;
const WINDOW_PAGE_ITEMS = 50;

/** Every item of a list, page after page. @throws CommandError */
export async function* readExport(
  client: ApiClient,
  query: ExportQuery,
): AsyncGenerator<readonly Item[]> {
  const size = query.isWindow ? WINDOW_PAGE_ITEMS : PAGE_ITEMS;
  for await (const path of pathsOf(client, query)) {
    for await (const { items } of client.pages<Item>(path, size)) yield items;
  }
}

async function* pathsOf(client: ApiClient, query: ExportQuery): AsyncGenerator<string> {
  const { list, namespace, node, selector, parameters } = query;
  if (list === 'pods') {
    yield withQuery('/api/pods', { namespace, node, labelSelector: selector, ...parameters });
  } else if (list === 'nodes' || list === 'namespaces') {
    yield withQuery(`/api/${list}`, parameters);
  } else if (list === 'cgroups') {
    const names = node === undefined ? await namesOf(client, 'nodes', 'node') : [node];
    for (const name of names) {
      yield withQuery(`/api/nodes/${encodeURIComponent(name)}/cgroups`, parameters);
    }
  } else {
    const names =
      namespace === undefined ? await namesOf(client, 'namespaces', 'namespace') : [namespace];
    for (const name of names) yield withQuery(namespacePath(name, list), parameters);
  }
}

async function namesOf(client: ApiClient, list: string, member: string): Promise<string[]> {
  const items = await client.list<Item>(`/api/${list}?fields=cpu_millicores`);
  return items.flatMap((item) => (typeof item[member] === 'string' ? [String(item[member])] : []));
}
