import { useMemo } from 'react';
import type { Container } from '../../api/types';
import { t } from '../../i18n';
import { pathTo } from '../../state/route';
import { useTableState } from '../../state/table';
import { DataTable, type Column } from '../../tables';
import { kindText } from './kind-text';
import { ageColumn } from '../lists/field-column';
import { usageColumns } from './columns';
import type { SubjectData } from './use-subject';

/** The containers of a pod, as they are now. */
export function ContainerTable({ data }: { data: SubjectData }) {
  const { subject, containers, latest, latestPath } = data;
  const { sort, setSort } = useTableState('-cpu_millicores', 'containers');
  const columns = useMemo(makeColumns, []);
  if (subject.page !== 'pod') return null;
  const { namespace, pod } = subject;
  return (
    <section className="children">
      <h2>{t('detail.children.containers')}</h2>
      <DataTable<Container>
        caption={t('detail.children.containers')}
        columns={columns}
        rows={containers}
        rowKey={(row) => `${nameOf(row)} ${row.container_id ?? ''}`}
        rowHref={(row) => pathTo.container(namespace, pod, nameOf(row))}
        sort={sort}
        onSort={setSort}
        isLoading={latest.isLoading && latest.data === undefined}
        emptyText={t('detail.children.none')}
        isPlain
        restPath={latestPath}
      />
    </section>
  );
}

function nameOf({ container, container_id: id }: Container): string {
  return container ?? id ?? '';
}

function makeColumns(): readonly Column<Container>[] {
  return [
    { key: 'container', header: t('detail.column.container'), value: nameOf, width: 140 },
    {
      key: 'kind',
      header: t('detail.fact.kind'),
      value: ({ kind }) => kindText(kind, 'kind'),
      priority: 3,
    },
    {
      key: 'state',
      header: t('detail.fact.state'),
      value: ({ state, reason }) => reason ?? kindText(state, 'state'),
      priority: 2,
    },
    ...usageColumns<Container>('container', [
      { key: 'cpu_throttled_ratio', header: 'lists.throttled', priority: 3 },
      { key: 'restarts', header: 'lists.restarts', priority: 2 },
    ]),
    ageColumn<Container>('container'),
  ];
}
