import { useEffect, useMemo, useRef, useState } from 'react';
import type { List, Pod } from '../../api/types';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { filterRows } from '../../tables/filter-rows';
import { layoutColumns } from '../../tables/layout-columns';
import { orderRows } from '../../tables/order-rows';
import { useWidth } from '../../tables/use-width';
import { useListOr } from '../lists/use-list';
import { ClusterLine } from './cluster-line';
import { topColumns } from './columns';
import { Controls } from './controls';
import { Help, Hints } from './help';
import { identityOf } from './identity';
import type { TopItem } from './kinds';
import { topPath } from './top-path';
import { useTopState } from './top-state';
import { TopTable } from './top-table';
import './top.css';
import { useTopKeys, type ActiveCell } from './use-top-keys';

const NOWHERE: ActiveCell = { key: undefined, column: 0 };

/** All of one kind by what it uses, as top(1) shows processes: by keys, live, the whole window. */
export default function TopPage() {
  const state = useTopState();
  const { kind, pod, table } = state;
  const path = topPath(state);
  const { data, error, isLoading, refresh } = useListOr<List<TopItem> | Pod>(path);
  const identity = useMemo(() => identityOf(kind, pod), [kind, pod]);
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const all = useMemo(() => topColumns(kind, identity), [kind, identity]);
  const laidOut = useMemo(() => layoutColumns(all, width), [all, width]);
  const columns = useMemo(() => laidOut.map(({ column }) => column), [laidOut]);
  const items = useMemo(() => itemsOf(data), [data]);
  const { sort } = table;
  const rows = useMemo(() => {
    const column = all.find(({ key }) => key === sort.key);
    return orderRows(filterRows(items, all, table.filter), column, sort.isDescending);
  }, [items, all, table.filter, sort]);
  const rowKeys = useMemo(() => rows.map(identity.keyOf), [rows, identity]);
  const [active, setActive] = useState(NOWHERE);
  useEffect(() => setActive(NOWHERE), [kind, pod]);
  const [isHelp, setHelp] = useState(false);
  const filter = useRef<HTMLInputElement>(null);
  const namespace = useRef<HTMLInputElement>(null);
  const place = { state, identity, rows, rowKeys, active, setActive, area };
  useTopKeys({ ...place, columns, isHelp, setHelp, filter, namespace });
  return (
    <div className="top">
      <h1 className="visually-hidden">{t('shell.nav.top')}</h1>
      <ClusterLine />
      <Controls
        {...{ state, filter, namespace, isHelp, setHelp }}
        shown={rows.length}
        all={items.length}
      />
      {isHelp && <Help onClose={() => setHelp(false)} />}
      {error !== undefined && data === undefined && <ProblemView error={error} refresh={refresh} />}
      <TopTable
        {...place}
        columns={laidOut}
        sort={sort}
        onSort={table.setSort}
        emptyText={emptyText(path, isLoading && data === undefined, error !== undefined)}
      />
      <Hints />
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
