import { useMemo } from 'react';
import type { Workload } from '../../api/types';
import { t } from '../../i18n';
import { pathTo, useRoute } from '../../state/route';
import type { Column } from '../../tables';
import { ColumnChoice, useChosenColumns } from '../lists/column-choice';
import { ageColumn, textColumn, toColumn } from '../lists/field-column';
import { ListPage } from '../lists/list-page';
import { toListPath } from '../lists/list-path';
import { useNamespaceNames } from '../lists/name-options';
import { sparkColumn } from '../lists/spark-column';
import { SUM_FIELDS } from '../lists/sum-fields';
import { UrlFilter } from '../lists/url-filters';
import { useList } from '../lists/use-list';
import { useSparklines } from '../lists/use-sparklines';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'];

const keyOf = ({ namespace, workload }: Workload) =>
  JSON.stringify([namespace, workload.kind, workload.name]);

/** The workloads of all namespaces, or of one: sums over their pods. */
export default function WorkloadsPage() {
  const { search } = useRoute();
  const namespace = search.get('namespace');
  const kind = search.get('kind');
  const base = namespace
    ? `/api/namespaces/${encodeURIComponent(namespace)}/workloads`
    : '/api/workloads';
  const chosen = useChosenColumns(SUM_FIELDS);
  const path = toListPath(base, SUM_FIELDS, chosen, { kind });
  const { data, ...state } = useList<Workload>(path);
  const sparkPath = kind ? `${base}?kind=${encodeURIComponent(kind)}` : base;
  const lines = useSparklines<Workload>(sparkPath, data?.items.length, 'cpu_millicores', keyOf);
  const columns = useMemo((): Column<Workload>[] => {
    return [
      textColumn<Workload>('workload', 'lists.workload', ({ workload }) => workload.name, {
        priority: 1,
        width: 140,
      }),
      textColumn<Workload>('kind', 'lists.kind', ({ workload }) => workload.kind, { priority: 3 }),
      textColumn<Workload>('namespace', 'lists.namespace', (row) => row.namespace, {
        href: (row) => pathTo.namespace(row.namespace),
      }),
      textColumn<Workload>('ready_pods', 'lists.ready_pods', readyOf, {
        priority: 3,
        width: 84,
        missing: () => 'not_collected',
      }),
      ...SUM_FIELDS.filter(({ key }) => chosen.has(key)).map((field) =>
        toColumn<Workload>('sum', field),
      ),
      sparkColumn<Workload>({ field: 'cpu_millicores', lines, keyOf, pathOf: restPathOf }),
      ageColumn<Workload>('sum'),
    ];
  }, [chosen, lines]);
  return (
    <ListPage<Workload>
      title={t('shell.nav.workloads')}
      columns={columns}
      rows={data?.items}
      metadata={data?.metadata}
      {...state}
      rowKey={keyOf}
      rowHref={(row) => pathTo.workload(row.namespace, row.workload.kind, row.workload.name)}
      standardSort="-cpu_millicores"
      restPath={path}
      filters={
        <>
          <NamespaceFilter />
          <UrlFilter name="kind" label="lists.kind" options={KINDS} />
        </>
      }
      activeFilters={[namespace, kind].filter(Boolean).length}
      tools={<ColumnChoice fields={SUM_FIELDS} chosen={chosen} />}
    />
  );
}

function NamespaceFilter() {
  return <UrlFilter name="namespace" label="lists.namespace" options={useNamespaceNames()} />;
}

function readyOf({ desired_pods: desired, ready_pods: ready }: Workload): string | undefined {
  return desired === undefined ? undefined : `${ready ?? 0}/${desired}`;
}

function restPathOf({ namespace, workload }: Workload): string {
  const parts = ['api', 'namespaces', namespace, 'workloads', workload.kind, workload.name];
  return `/${parts.map(encodeURIComponent).join('/')}`;
}
