import { useMemo } from 'react';
import type { Workload } from '../../api/types';
import { t } from '../../i18n';
import { pathTo } from '../../state/route';
import type { Column } from '../../tables';
import { ChildTable } from './child-table';
import { ageColumn } from '../lists/field-column';
import { usageColumns } from './columns';

const FIELDS = [
  'cpu_millicores',
  'memory_bytes',
  'cpu_request_percent',
  'cpu_limit_percent',
  'memory_request_percent',
  'memory_limit_percent',
];

/** The workloads of a namespace. */
export function WorkloadTable({ listPath }: { listPath: string }) {
  const columns = useMemo(makeColumns, []);
  return (
    <ChildTable<Workload>
      caption={t('detail.children.workloads')}
      name="workloads"
      listPath={listPath}
      fields={FIELDS}
      columns={columns}
      rowKey={({ workload }) => `${workload.kind}/${workload.name}`}
      rowHref={({ namespace, workload }) =>
        pathTo.workload(namespace, workload.kind, workload.name)
      }
    />
  );
}

function makeColumns(): readonly Column<Workload>[] {
  return [
    {
      key: 'workload',
      header: t('detail.fact.workload'),
      value: ({ workload }) => workload.name,
      width: 156,
    },
    {
      key: 'kind',
      header: t('detail.fact.kind'),
      value: ({ workload }) => workload.kind,
      priority: 2,
    },
    ...usageColumns<Workload>('sum', [{ key: 'pods', header: 'lists.pods' }]),
    ageColumn<Workload>('sum'),
  ];
}
