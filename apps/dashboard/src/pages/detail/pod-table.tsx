import { useMemo } from 'react';
import type { Pod } from '../../api/types';
import { t } from '../../i18n';
import type { Column } from '../../tables';
import { ChildTable } from './child-table';
import { ageColumn, fieldColumn, usageColumns } from './columns';
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
  const name: Column<Pod> = {
    key: 'pod',
    header: t('detail.column.pod'),
    value: ({ pod, uid }) => pod ?? uid,
    width: 156,
    grow: 5,
  };
  const namespace: Column<Pod> = {
    key: 'namespace',
    header: t('detail.fact.namespace'),
    value: ({ namespace: value }) => value,
    priority: 2,
  };
  const node: Column<Pod> = {
    key: 'node',
    header: t('detail.fact.node'),
    value: ({ node: value }) => value,
    priority: 4,
  };
  return [
    name,
    page === 'node' ? namespace : node,
    {
      key: 'status',
      header: t('detail.fact.status'),
      value: ({ status, phase }) => status ?? phase,
      priority: 3,
    },
    ...usageColumns<Pod>('pod'),
    fieldColumn('network_rx_bytes_per_second', 'detail.column.rx', 'bytes_per_second', 'pod', 4),
    fieldColumn('network_tx_bytes_per_second', 'detail.column.tx', 'bytes_per_second', 'pod', 4),
    {
      key: 'restarts',
      header: t('detail.fact.restarts'),
      value: ({ restarts }) => restarts,
      isNumeric: true,
      priority: 4,
    },
    ageColumn(),
  ];
}
