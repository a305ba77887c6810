import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { usePaintState } from '../charts/paint-state';
import { t } from '../i18n';
import { navigate } from '../state/route';
import type { DataTableProps } from './data-table-props';
import { layoutColumns } from './layout-columns';
import { rowPieces } from './row-pieces';
import { saveCsv } from './save-file';
import { TableBar } from './table-bar';
import { tableCsv } from './table-csv';
import { TableHead } from './table-head';
import { moveCell, type CellPlace } from './table-keys';
import { TableRow } from './table-row';
import './tables.css';
import { useRows } from './use-rows';
import { InTable } from './value';

export type { DataTableProps } from './data-table-props';

/** CSS px; tables.css has the same. */
const ROW_HEIGHT = 34;
const OVERSCAN = 8;

/** Paper has no scroll bar: so many rows are printed, drawn all at once. */
const MOST_PRINTED = 500;

/** A table of many rows, of which only those in sight are drawn. Its state stays with the row's key. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, rowKey, rowHref, height = '70vh', isPlain = false, onSelect } = props;
  const shown = useRows(props);
  const { rows } = shown;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const laidOut = useMemo(() => layoutColumns(columns, width), [columns, width]);
  const total = laidOut.reduce((sum, column) => sum + column.width, 0);
  const [active, setActive] = useState<{ key: string; column: number }>();
  const activeIndex = useMemo(
    () =>
      Math.max(0, active === undefined ? 0 : rows.findIndex((row) => rowKey(row) === active.key)),
    [rows, active, rowKey],
  );
  const { drawn, show } = useDrawnRows(scroller, rows.length, activeIndex);
  const wanted = useFocus(scroller);
  const activate = useCallback(
    (key: string, column: number) => {
      setActive((present) =>
        present?.key === key && present.column === column ? present : { key, column },
      );
      onSelect?.(key);
    },
    [onSelect],
  );

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && event.target instanceof HTMLTableCellElement) {
      const href = rowHref?.(rows[place.row]);
      if (href !== undefined) navigate(href);
      return;
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1;
    const size = { rows: rows.length, columns: laidOut.length, page };
    const next = moveCell(event.key, place, size);
    if (next === undefined) return;
    event.preventDefault();
    show(next.row);
    wanted.current = next;
    activate(rowKey(rows[next.row]), next.column);
  };

  return (
    <div className="table-area">
      {!isPlain && (
        <TableBar
          caption={caption}
          filter={shown.filter}
          shown={rows.length}
          total={props.rows.length}
          restPath={props.restPath}
          onFilter={shown.setFilter}
          onDownload={() =>
            saveCsv(
              caption,
              tableCsv(
                laidOut.map(({ column }) => column),
                rows,
              ),
            )
          }
        />
      )}
      <div ref={scroller} className="table-scroller" style={{ maxHeight: height }}>
        <table
          className="data-table"
          style={{ width: Math.floor(total) }}
          aria-rowcount={rows.length + 1}
          aria-colcount={laidOut.length}
          aria-busy={props.isLoading ?? false}
        >
          <caption className="visually-hidden-table">{caption}</caption>
          <colgroup>
            {laidOut.map(({ column, width: columnWidth }) => (
              <col key={column.key} style={{ width: columnWidth }} />
            ))}
          </colgroup>
          <TableHead columns={laidOut} sort={shown.sort} onSort={shown.setSort} />
          <InTable value={true}>
            <tbody onKeyDown={press}>
              {rowPieces(drawn, rows.length).map((piece) =>
                piece.kind === 'room' ? (
                  <tr key={`room ${piece.from === 0 ? 'first' : piece.from}`} aria-hidden="true">
                    <td
                      className="table-room"
                      colSpan={laidOut.length}
                      style={{ height: piece.rows * ROW_HEIGHT }}
                    />
                  </tr>
                ) : (
                  <TableRow
                    key={rowKey(rows[piece.index])}
                    row={rows[piece.index]}
                    rowKey={rowKey(rows[piece.index])}
                    index={piece.index}
                    columns={laidOut}
                    href={rowHref?.(rows[piece.index])}
                    isActive={piece.index === activeIndex}
                    isSelected={rowKey(rows[piece.index]) === props.selectedKey}
                    onActivate={activate}
                  />
                ),
              )}
            </tbody>
          </InTable>
        </table>
        {rows.length === 0 && <Nothing {...props} filter={shown.filter} />}
      </div>
      {rows.length > 0 && props.error !== undefined && (
        <p className="table-error" role="alert">
          {t('tables.error', { error: props.error })}
        </p>
      )}
    </div>
  );
}

function placeOf(target: EventTarget): CellPlace | undefined {
  const cell = target instanceof Element ? target.closest('th, td') : null;
  const index = cell?.closest('tr')?.dataset.index;
  if (!cell || index === undefined) return undefined;
  return { row: Number(index), column: Number(cell.getAttribute('aria-colindex')) - 1 };
}

/** Which rows are drawn: those in sight with some around, and the active one, which may have the focus. */
function useDrawnRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  activeIndex: number,
) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indices = defaultRangeExtractor(range);
      if (activeIndex >= range.count || indices.includes(activeIndex)) return indices;
      return [...indices, activeIndex].sort((a, b) => a - b);
    },
    [activeIndex],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The header lies over the first rows.
    scrollPaddingStart: ROW_HEIGHT,
    rangeExtractor,
  });
  const { isPrinting } = usePaintState();
  const drawn = isPrinting
    ? Array.from({ length: Math.min(count, MOST_PRINTED) }, (_, index) => index)
    : virtualizer.getVirtualItems().map(({ index }) => index);
  return { drawn, show: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }) };
}

/** Gives the focus to a cell, or to the control in it, once it is drawn. */
function useFocus(scroller: RefObject<HTMLDivElement | null>): RefObject<CellPlace | undefined> {
  const wanted = useRef<CellPlace | undefined>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const { row, column } = wanted.current;
    const cell = scroller.current?.querySelector<HTMLElement>(
      `tr[data-index="${row}"] > [aria-colindex="${column + 1}"]`,
    );
    if (!cell) return;
    wanted.current = undefined;
    (cell.querySelector<HTMLElement>('a, button') ?? cell).focus({ preventScroll: true });
  });
  return wanted;
}

function useWidth(scroller: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return width;
}

function Nothing<T>({
  isLoading,
  error,
  emptyText,
  rows,
  filter,
}: DataTableProps<T> & { filter: string }) {
  if (error !== undefined) {
    return (
      <p className="table-nothing table-error" role="alert">
        {t('tables.error', { error })}
      </p>
    );
  }
  const empty =
    rows.length > 0 ? t('tables.empty.filtered', { filter }) : (emptyText ?? t('tables.empty'));
  return (
    <p className="table-nothing" role="status">
      {isLoading ? t('tables.loading') : empty}
    </p>
  );
}
