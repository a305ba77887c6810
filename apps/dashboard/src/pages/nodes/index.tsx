import { useMemo } from 'react';
import type { Node } from '../../api/types';
import { t } from '../../i18n';
import { pathTo } from '../../state/route';
import type { Column } from '../../tables';
import { ColumnChoice, useChosenColumns } from '../lists/column-choice';
import { ageColumn, textColumn, toColumn } from '../lists/field-column';
import { ListPage } from '../lists/list-page';
import { toListPath } from '../lists/list-path';
import { sparkColumn } from '../lists/spark-column';
import { useList } from '../lists/use-list';
import { useSparklines } from '../lists/use-sparklines';
import { NODE_FIELDS } from './node-fields';

const keyOf = ({ node }: { node: string }) => node;

/** All nodes. */
export default function NodesPage() {
  const chosen = useChosenColumns(NODE_FIELDS);
  const path = toListPath('/api/nodes', NODE_FIELDS, chosen);
  const { data, ...state } = useList<Node>(path);
  const lines = useSparklines<Node>('/api/nodes', data?.items.length, 'cpu_millicores', keyOf);
  const columns = useMemo((): Column<Node>[] => {
    return [
      textColumn<Node>('node', 'lists.node', keyOf, { priority: 1, width: 140 }),
      textColumn<Node>('ready', 'lists.state', stateOf),
      ...NODE_FIELDS.filter(({ key }) => chosen.has(key)).map((field) =>
        toColumn<Node>('node', field),
      ),
      sparkColumn<Node>({ field: 'cpu_millicores', lines, keyOf }),
      ageColumn<Node>('node'),
    ];
  }, [chosen, lines]);
  return (
    <ListPage<Node>
      title={t('shell.nav.nodes')}
      columns={columns}
      rows={data?.items}
      metadata={data?.metadata}
      {...state}
      rowKey={keyOf}
      rowHref={({ node }) => pathTo.node(node)}
      standardSort="-cpu_millicores"
      restPath={path}
      tools={<ColumnChoice fields={NODE_FIELDS} chosen={chosen} />}
    />
  );
}

function stateOf({ ready, schedulable }: Node): string | undefined {
  if (ready === undefined) return undefined;
  const word = t(ready ? 'lists.ready' : 'lists.not_ready');
  return schedulable === false ? `${word}, ${t('lists.cordoned')}` : word;
}
