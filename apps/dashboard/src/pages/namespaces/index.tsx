import { useMemo } from 'react';
import type { Namespace } from '../../api/types';
import { t } from '../../i18n';
import { pathTo } from '../../state/route';
import type { Column } from '../../tables';
import { ColumnChoice, useChosenColumns } from '../lists/column-choice';
import { ageColumn, textColumn, toColumn } from '../lists/field-column';
import { ListPage } from '../lists/list-page';
import { toListPath } from '../lists/list-path';
import { sparkColumn } from '../lists/spark-column';
import { SUM_FIELDS } from '../lists/sum-fields';
import { useList } from '../lists/use-list';
import { useSparklines } from '../lists/use-sparklines';

const keyOf = ({ namespace }: { namespace: string }) => namespace;

/** All namespaces: sums over their pods. */
export default function NamespacesPage() {
  const chosen = useChosenColumns(SUM_FIELDS);
  const path = toListPath('/api/namespaces', SUM_FIELDS, chosen);
  const { data, ...state } = useList<Namespace>(path);
  const lines = useSparklines<Namespace>(
    '/api/namespaces',
    data?.items.length,
    'cpu_millicores',
    keyOf,
  );
  const columns = useMemo((): Column<Namespace>[] => {
    return [
      textColumn<Namespace>('namespace', 'lists.namespace', keyOf, { priority: 1, width: 140 }),
      ...SUM_FIELDS.filter(({ key }) => chosen.has(key)).map((field) =>
        toColumn<Namespace>('sum', field),
      ),
      sparkColumn<Namespace>({ field: 'cpu_millicores', lines, keyOf }),
      ageColumn<Namespace>('sum'),
    ];
  }, [chosen, lines]);
  return (
    <ListPage<Namespace>
      title={t('shell.nav.namespaces')}
      columns={columns}
      rows={data?.items}
      metadata={data?.metadata}
      {...state}
      rowKey={keyOf}
      rowHref={({ namespace }) => pathTo.namespace(namespace)}
      standardSort="-cpu_millicores"
      restPath={path}
      tools={<ColumnChoice fields={SUM_FIELDS} chosen={chosen} />}
    />
  );
}
