import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { usePaintState } from '../charts/paint-state';
import { t } from '../i18n';
import { place } from '../state/location';
import { navigate } from '../state/route';
import { keepRange } from '../state/search';
import { useStore } from '../state/use-store';
import { CellExplainer } from './cell-explainer';
import type { Column } from './column';
import type { DataTableProps } from './data-table-props';
import { NARROW_WIDTH, layoutColumns } from './layout-columns';
import { clickRow, pressRow } from './row-clicks';
import { rowPieces } from './row-pieces';
import { saveCsv } from './save-file';
import { TableBar } from './table-bar';
import { cellOf, placeOf } from './table-cells';
import { tableCsv } from './table-csv';
import { TableHead } from './table-head';
import { moveCell, type CellPlace } from './table-keys';
import { TableRow } from './table-row';
import './tables.css';
import { useFocus } from './use-focus';
import { useRows } from './use-rows';
import { useWidth } from './use-width';
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
  const { isPrinting } = usePaintState();
  const width = useWidth(scroller);
  const { laidOut, total, beyond } = useLayout(columns, width, isPrinting);
  const range = keepRange('', useStore(place).search);
  const [active, setActive] = useState<{ key: string; column: number }>();
  const activeIndex = useMemo(
    () =>
      Math.max(0, active === undefined ? 0 : rows.findIndex((row) => rowKey(row) === active.key)),
    [rows, active, rowKey],
  );
  const { drawn, show } = useDrawnRows(scroller, rows.length, activeIndex, isPrinting);
  const wanted = useFocus(scroller);
  const activate = ({ row, column }: CellPlace) => {
    const key = rowKey(rows[row]);
    setActive((present) =>
      present?.key === key && present.column === column ? present : { key, column },
    );
    onSelect?.(key);
  };

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const cell = cellOf(event.target);
    if (cell === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = placeOf(cell);
    if (event.key === 'Enter' && event.target === cell) {
      const href = rowHref?.(rows[from.row]);
      if (href !== undefined) navigate(href);
      return;
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1;
    const size = { rows: rows.length, columns: laidOut.length, page };
    const next = moveCell(event.key, from, size);
    if (next === undefined) return;
    event.preventDefault();
    show(next.row);
    wanted.current = next;
    activate(next);
  };

  const isNarrow = width > 0 && width <= NARROW_WIDTH;
  return (
    <div className={isNarrow ? 'table-area is-narrow' : 'table-area'}>
      {!isPlain && (
        <TableBar
          caption={caption}
          filter={shown.filter}
          shown={rows.length}
          total={props.rows.length}
          restPath={props.restPath}
          beyond={beyond}
          onBeyond={() => scroller.current?.scrollTo({ left: total })}
          onFilter={shown.setFilter}
          onDownload={() => saveCsv(caption, tableCsv(columns, rows))}
        />
      )}
      <div
        ref={scroller}
        className={beyond > 0 ? 'table-scroller has-beyond' : 'table-scroller'}
        style={{ maxHeight: height }}
      >
        <table
          className="data-table"
          style={{ width: Math.floor(total) }}
          aria-rowcount={rows.length + 1}
          aria-busy={props.isLoading ?? false}
        >
          <caption className="visually-hidden-table">{caption}</caption>
          <colgroup>
            {laidOut.map(({ column, width: columnWidth }) => (
              <col key={column.key} style={{ width: columnWidth }} />
            ))}
          </colgroup>
          <TableHead columns={laidOut} sort={shown.sort} onSort={shown.setSort} />
          <tbody
            onKeyDown={press}
            onClick={clickRow}
            onAuxClick={clickRow}
            onMouseDown={pressRow}
            onFocus={({ target }) => {
              const cell = cellOf(target);
              if (cell !== undefined) activate(placeOf(cell));
            }}
          >
            <InTable value={true}>
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
                    index={piece.index}
                    columns={laidOut}
                    href={rowHref?.(rows[piece.index])}
                    range={range}
                    isActive={piece.index === activeIndex}
                    isSelected={rowKey(rows[piece.index]) === props.selectedKey}
                  />
                ),
              )}
            </InTable>
          </tbody>
        </table>
        {rows.length === 0 && <Nothing {...props} filter={shown.filter} />}
      </div>
      <CellExplainer area={scroller} rows={rows} columns={laidOut} rowKey={rowKey} />
      {rows.length > 0 && props.error !== undefined && (
        <p className="table-error" role="alert">
          {t('tables.error', { error: props.error })}
        </p>
      )}
    </div>
  );
}

/** The columns as they are laid out; on paper only those that are in view. */
function useLayout<T>(columns: readonly Column<T>[], width: number, isPrinting: boolean) {
  return useMemo(() => {
    const all = layoutColumns(columns, width);
    const inView = all.filter(({ isBeyond }) => !isBeyond);
    const laidOut = isPrinting ? inView : all;
    const total = laidOut.reduce((sum, column) => sum + column.width, 0);
    return { laidOut, total, beyond: laidOut.length - inView.length };
  }, [columns, width, isPrinting]);
}

/** Which rows are drawn: those in sight with some around, and the active one, which may have the focus. */
function useDrawnRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  activeIndex: number,
  isPrinting: boolean,
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
  const drawn = isPrinting
    ? Array.from({ length: Math.min(count, MOST_PRINTED) }, (_, index) => index)
    : virtualizer.getVirtualItems().map(({ index }) => index);
  return { drawn, show: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }) };
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
