import { useMemo, useRef, useState } from 'react';
import type { List, Pod } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { filterRows } from '../../tables/filter-rows';
import { orderRows } from '../../tables/order-rows';
import { ClusterLine } from './cluster-line';
import { topColumns } from './columns';
import { Controls } from './controls';
import { Help } from './help';
import type { TopItem } from './kinds';
import { topPath } from './top-path';
import { useTopState } from './top-state';
import { TopTable } from './top-table';
import './top.css';
import { useTopKeys } from './use-top-keys';

/** All of one kind by what it uses, as top(1) shows processes: by keys, live, the whole window. */
export default function TopPage() {
  const state = useTopState();
  const { kind, pod, table } = state;
  const { data, error, isLoading, refresh } = useResource<List<TopItem> | Pod>(topPath(state));
  const columns = useMemo(() => topColumns(kind, pod), [kind, pod]);
  const all = useMemo(() => itemsOf(data), [data]);
  const rows = useMemo(() => {
    const column = columns.find(({ key }) => key === table.sort.key);
    return orderRows(filterRows(all, columns, table.filter), column, table.sort.isDescending);
  }, [all, columns, table.filter, table.sort]);
  const [active, setActive] = useState<string>();
  const [isHelp, setHelp] = useState(false);
  const filter = useRef<HTMLInputElement>(null);
  const namespace = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const keys = {
    state,
    rows,
    columns,
    active,
    setActive,
    isHelp,
    setHelp,
    filter,
    namespace,
    area,
  };
  useTopKeys(keys);
  return (
    <div className="top">
      <h1 className="visually-hidden">{t('shell.nav.top')}</h1>
      <ClusterLine />
      <Controls
        {...{ state, filter, namespace, isHelp, setHelp }}
        shown={rows.length}
        all={all.length}
      />
      {isHelp && <Help onClose={() => setHelp(false)} />}
      {error !== undefined && data === undefined && <ProblemView error={error} refresh={refresh} />}
      <TopTable
        {...{ kind, pod, rows, columns, active, setActive, area }}
        sort={table.sort}
        onSort={table.setSort}
        emptyText={emptyText(topPath(state), isLoading && data === undefined, error !== undefined)}
      />
    </div>
  );
}

/** The rows of an answer: a list's items, or the containers of a pod. */
function itemsOf(data: List<TopItem> | Pod | undefined): readonly TopItem[] {
  if (data === undefined) return [];
  return 'items' in data ? data.items : (data.containers ?? []);
}

function emptyText(path: string | undefined, isLoading: boolean, hasFailed: boolean): string {
  if (path === undefined) return t('top.choose_pod');
  if (hasFailed) return '';
  return t(isLoading ? 'shell.loading' : 'top.none');
}
