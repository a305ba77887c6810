import type { Item } from '../api/item';
import { createLatestCsv, type ItemKind } from '../export/item-csv';
import { toSparkline } from '../chart/sparkline';
import type { Result } from '../output/printer';
import { columnsOf, type Look, type TopRow } from './columns';
import type { TopQuery, TopView } from './read-top';
import { compareBy } from './order';
import { keyOf, toSort, type Subject } from './subjects';

const KINDS: Readonly<Record<Subject, ItemKind>> = {
  nodes: 'node',
  pods: 'pod',
  namespaces: 'namespace',
  deployments: 'workload',
  workloads: 'workload',
};

/** One look of `top` in every form. */
export function toTopResult(view: TopView, query: TopQuery, look: Look): Result {
  const { subject, containers } = query;
  const rows = toRows(view, query);
  const kind = containers ? 'container' : KINDS[subject];
  return {
    emptyText: describeEmpty(query),
    document: {
      items: view.items,
      metadata: {
        total: view.total,
        timestamp: view.timestamp,
        ...(view.partial.length === 0 ? {} : { partial: view.partial }),
      },
    },
    csv: () => {
      const { header, toLine } = createLatestCsv(kind);
      return { header, rows: rows.map(({ item }) => toLine(item)) };
    },
    table: (isWide) => {
      const columns = columnsOf(subject, {
        containers,
        trend: view.trends.size > 0,
        namespace: query.namespace === undefined,
      }).filter((column) => isWide || column.isWide !== true);
      return { columns, rows: rows.map((row) => columns.map(({ text }) => text(row, look))) };
    },
  };
}

function toRows({ items, trends }: TopView, { subject, containers, sortBy }: TopQuery): TopRow[] {
  if (!containers) {
    return items.map((item) => ({
      item,
      trend: toSparkline(trends.get(keyOf(item, subject)) ?? []),
    }));
  }
  const rows = items.flatMap((pod) =>
    (pod.containers ?? []).map((container) => ({ item: withPod(container, pod), pod, trend: '' })),
  );
  const sort = toSort(sortBy);
  return sort === undefined ? rows : rows.toSorted((a, b) => compareBy(sort, a.item, b.item));
}

/** A container with the names of its pod, which a line of CSV needs. */
function withPod(container: Item, { namespace, pod, uid }: Item): Item {
  return { ...container, namespace, pod, uid };
}

function describeEmpty({ subject, namespace, selector, node }: TopQuery): string {
  const where = [
    ...(namespace === undefined ? [] : [` in namespace ${namespace}`]),
    ...(node === undefined ? [] : [` on node ${node}`]),
    ...(selector === undefined ? [] : [` with labels ${selector}`]),
  ].join('');
  return `No ${subject} are known${where}.`;
}
