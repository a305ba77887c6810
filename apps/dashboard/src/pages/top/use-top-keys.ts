import { useEffect, useRef, type RefObject } from 'react';
import type { Pod } from '../../api/types';
import { navigate } from '../../state/route';
import { pause, resume } from '../../state/range';
import { place } from '../../state/location';
import type { Column } from '../../tables';
import type { Identity } from './identity';
import { KINDS, type Kind, type TopItem } from './kinds';
import { actionOf, moveRow, readKey, type Action } from './keys';
import { showKind, showNamespace, type TopState } from './top-state';

/** Where one is: a row, none at first, and within it a cell; 0 is the whole row. */
export interface ActiveCell {
  readonly key: string | undefined;
  readonly column: number;
}

/** CSS px; top.css has the same. */
export const ROW_HEIGHT = 24;

/** What the keys of top act upon. */
export interface TopKeys {
  readonly state: TopState;
  readonly identity: Identity;
  readonly rows: readonly TopItem[];
  /** Keys of the rows. */
  readonly rowKeys: readonly string[];
  /** In the order they are shown. */
  readonly columns: readonly Column<TopItem>[];
  readonly active: ActiveCell;
  setActive(active: ActiveCell): void;
  readonly isHelp: boolean;
  setHelp(isHelp: boolean): void;
  readonly filter: RefObject<HTMLInputElement | null>;
  readonly namespace: RefObject<HTMLInputElement | null>;
  readonly area: RefObject<HTMLDivElement | null>;
}

/** Listens to top's keys while the page is shown; not while one types, nor with Ctrl, Alt or Meta. */
export function useTopKeys(keys: TopKeys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isElsewhere(event, newest.current)) return;
      const action = actionOf(readKey(event));
      if (action === undefined) return;
      event.preventDefault();
      act(action, newest.current);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Keys that belong to what has the focus: a field, a button, a dialog. */
function isElsewhere({ target, key }: KeyboardEvent, { area }: TopKeys): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, select, textarea, [role=dialog], [role=menu]') !== null) {
    if (key !== 'Escape' && key !== 'Enter') return true;
    if (target.closest('.top') === null || target instanceof HTMLSelectElement) return true;
    area.current?.focus();
    return key === 'Enter';
  }
  return (key === 'Enter' || key === ' ') && target.closest('a, button') !== null;
}

function act(action: Action, keys: TopKeys): void {
  const { state, columns, filter, namespace } = keys;
  const { table, kind } = state;
  switch (action.kind) {
    case 'filter':
      return filter.current?.focus();
    case 'namespace':
      return namespace.current?.focus();
    case 'pause':
      return place.get().search.includes('paused=') ? resume() : pause();
    case 'help':
      return keys.setHelp(!keys.isHelp);
    case 'switch':
      return showKind(nextKind(kind));
    case 'reverse':
      return table.setSort({ ...table.sort, isDescending: !table.sort.isDescending });
    case 'sort':
      return sortBy(columns[action.column], keys);
    case 'sort-next': {
      const present = columns.findIndex(({ key }) => key === table.sort.key);
      return sortBy(columns[(present + 1) % columns.length], keys);
    }
    case 'open':
      return open(keys);
    case 'containers':
      return openContainers(keys);
    case 'across':
      return moveAcross(action.by, keys);
    case 'back':
      return goBack(keys);
    default:
      return move(action, keys);
  }
}

/** The next of the kinds that need no pod to be chosen. */
function nextKind(kind: Kind): Kind {
  const lists: readonly Kind[] = KINDS.filter((one) => one !== 'containers');
  return lists[(lists.indexOf(kind) + 1) % lists.length];
}

function sortBy(column: Column<TopItem> | undefined, { state: { table } }: TopKeys): void {
  if (column === undefined) return;
  const isSame = column.key === table.sort.key;
  const isDescending = isSame ? !table.sort.isDescending : column.isNumeric === true;
  table.setSort({ key: column.key, isDescending });
}

function activeRow({ rowKeys, active }: TopKeys): number {
  return Math.max(0, active.key === undefined ? 0 : rowKeys.indexOf(active.key));
}

function move(action: Action, keys: TopKeys): void {
  const { rowKeys, active, setActive, area } = keys;
  if (rowKeys.length === 0) return;
  const page = Math.floor((area.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1;
  const isFirst = active.key === undefined && action.kind === 'move' && action.isPage !== true;
  const next = isFirst ? 0 : moveRow(action, activeRow(keys), rowKeys.length, page);
  setActive({ ...active, key: rowKeys[next] });
}

function moveAcross(by: number, keys: TopKeys): void {
  const { rowKeys, columns, active, setActive } = keys;
  if (rowKeys.length === 0) return;
  const column = Math.max(0, Math.min(columns.length - 1, active.column + by));
  setActive({ key: rowKeys[activeRow(keys)], column });
}

function open(keys: TopKeys): void {
  const row = keys.rows[activeRow(keys)];
  const href = row && keys.identity.hrefOf(row);
  if (href !== undefined) navigate(href);
}

function openContainers(keys: TopKeys): void {
  const { state, rows } = keys;
  if (state.kind !== 'pods' || rows.length === 0) return;
  // The rows of the list of pods are pods.
  const { namespace, pod, uid } = rows[activeRow(keys)] as Pod;
  const isNamed = namespace !== null && pod !== null;
  showKind('containers', isNamed ? `${namespace}/${pod}` : `-/${uid ?? ''}`);
}

/** One step out: help, cell, filter, namespace, containers, and then the page before. */
function goBack({ state, isHelp, setHelp, active, setActive }: TopKeys): void {
  if (isHelp) return setHelp(false);
  if (active.column > 0) return setActive({ ...active, column: 0 });
  if (state.table.filter !== '') return state.table.setFilter('');
  if (state.kind === 'containers') return showKind('pods');
  if (state.namespace !== '') return showNamespace('');
  window.history.back();
}
