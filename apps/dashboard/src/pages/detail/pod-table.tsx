import { useMemo } from 'react';
import type { Pod } from '../../api/types';
import { t } from '../../i18n';
import type { Column } from '../../tables';
import { ChildTable } from './child-table';
import { ageColumn, textColumn } from '../lists/field-column';
import { usageColumns } from './columns';
import { podHref } from './pod-href';

const FIELDS = [
  'cpu_millicores',
  'memory_bytes',
  'network_rx_bytes_per_second',
  'network_tx_bytes_per_second',
  'cpu_request_percent',
  'cpu_limit_percent',
  'memory_request_percent',
  'memory_limit_percent',
  'restarts',
];

/** The pods of a node, namespace or workload. */
export function PodTable({
  listPath,
  page,
}: {
  listPath: string;
  page: 'node' | 'namespace' | 'workload';
}) {
  const columns = useMemo(() => columnsOf(page), [page]);
  return (
    <ChildTable<Pod>
      caption={t('detail.children.pods')}
      name="pods"
      listPath={listPath}
      fields={FIELDS}
      columns={columns}
      rowKey={({ uid, namespace, pod }) => uid ?? `${namespace ?? ''}/${pod ?? ''}`}
      rowHref={podHref}
    />
  );
}

function columnsOf(page: 'node' | 'namespace' | 'workload'): readonly Column<Pod>[] {
  const name = textColumn<Pod>('pod', 'lists.pod', ({ pod, uid }) => pod ?? uid, {
    priority: 1,
    width: 190,
    narrowWidth: 140,
    grow: 2,
  });
  const namespace = textColumn<Pod>('namespace', 'lists.namespace', (row) => row.namespace, {
    missing: () => 'no_identity',
  });
  const node = textColumn<Pod>('node', 'lists.node', (row) => row.node, {
    priority: 4,
    missing: () => 'not_scheduled',
  });
  return [
    name,
    page === 'node' ? namespace : node,
    textColumn<Pod>('status', 'lists.status', ({ status, phase }) => status ?? phase, {
      priority: 3,
      width: 148,
      missing: () => 'no_identity',
    }),
    ...usageColumns<Pod>('pod', [
      { key: 'network_rx_bytes_per_second', header: 'lists.network_rx', priority: 4 },
      { key: 'network_tx_bytes_per_second', header: 'lists.network_tx', priority: 4 },
      { key: 'restarts', header: 'lists.restarts', priority: 4 },
    ]),
    ageColumn<Pod>('pod'),
  ];
}
