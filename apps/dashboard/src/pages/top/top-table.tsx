import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, type RefObject } from 'react';
import { t } from '../../i18n';
import { place } from '../../state/location';
import { keepRange } from '../../state/search';
import type { Sort } from '../../state/table';
import { useStore } from '../../state/use-store';
import { CellExplainer } from '../../tables/cell-explainer';
import type { LaidOutColumn } from '../../tables/layout-columns';
import { clickRow, pressRow } from '../../tables/row-clicks';
import { rowPieces } from '../../tables/row-pieces';
import { cellOf, placeOf } from '../../tables/table-cells';
import { TableRow } from '../../tables/table-row';
import { useFocus } from '../../tables/use-focus';
import type { TopItem } from './kinds';
import { TopHead } from './top-head';
import type { TopState } from './top-state';
import { ROW_HEIGHT, type TopKeys } from './use-top-keys';

const OVERSCAN = 10;

interface Props extends Pick<
  TopKeys,
  'identity' | 'rows' | 'rowKeys' | 'active' | 'setActive' | 'area'
> {
  readonly state: TopState;
  readonly columns: readonly LaidOutColumn<TopItem>[];
  readonly sort: Sort;
  onSort(sort: Sort): void;
  readonly emptyText: string;
}

/** The rows: a real table, of which only what is in sight is drawn. */
export function TopTable(props: Props) {
  const { state, identity, rows, rowKeys, columns, active, setActive, area, emptyText } = props;
  const range = keepRange('', useStore(place).search);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => area.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // Below the header, which stays at the top.
    scrollPaddingStart: ROW_HEIGHT + 4,
  });
  const activeIndex = active.key === undefined ? -1 : rowKeys.indexOf(active.key);
  const wanted = useFocus(area);
  useLayoutEffect(() => {
    if (activeIndex < 0) return;
    virtual.scrollToIndex(activeIndex);
    if (active.column > 0) wanted.current = { row: activeIndex, column: active.column };
    else if (cellOf(document.activeElement) !== undefined) focusArea(area);
    // Only when another cell is gone to: what is new may move it away.
  }, [active]);
  useEffect(() => focusArea(area), [area, state.kind]);
  const name = t(`top.kind.${state.kind}`);
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const hasBeyond = columns.some(({ isBeyond }) => isBeyond);
  return (
    <div
      ref={area}
      className={hasBeyond ? 'top-area table-scroller has-beyond' : 'top-area table-scroller'}
      tabIndex={0}
      role="region"
      aria-label={t('top.rows', { name })}
    >
      <table
        className="data-table top-rows"
        style={{ width: Math.floor(total) }}
        aria-rowcount={rows.length + 1}
      >
        <caption className="visually-hidden">{name}</caption>
        <colgroup>
          {columns.map(({ column, width }) => (
            <col key={column.key} style={{ width }} />
          ))}
        </colgroup>
        <TopHead {...props} />
        <tbody
          onClick={(event) => {
            const cell = cellOf(event.target);
            if (cell !== undefined) setActive({ key: rowKeys[placeOf(cell).row], column: 0 });
            if (isOnLink(event.target)) clickRow(event);
          }}
          onDoubleClick={clickRow}
          onAuxClick={clickRow}
          onMouseDown={pressRow}
        >
          {rowPieces(
            virtual.getVirtualItems().map(({ index }) => index),
            rows.length,
          ).map((piece) =>
            piece.kind === 'room' ? (
              <tr key={`room ${piece.from === 0 ? 'first' : piece.from}`} aria-hidden="true">
                <td
                  className="table-room"
                  colSpan={columns.length}
                  style={{ height: piece.rows * ROW_HEIGHT }}
                />
              </tr>
            ) : (
              <TableRow
                key={rowKeys[piece.index]}
                row={rows[piece.index]}
                index={piece.index}
                columns={columns}
                href={identity.hrefOf(rows[piece.index])}
                range={range}
                isActive={piece.index === activeIndex}
                isSelected={piece.index === activeIndex}
              />
            ),
          )}
        </tbody>
      </table>
      {rows.length === 0 && emptyText !== '' && <p className="top-empty">{emptyText}</p>}
      <p className="visually-hidden" aria-live="polite">
        {activeIndex < 0 ? '' : identity.texts['name'](rows[activeIndex])}
      </p>
      <CellExplainer area={area} rows={rows} columns={columns} rowKey={identity.keyOf} />
    </div>
  );
}

function focusArea(area: RefObject<HTMLDivElement | null>): void {
  area.current?.focus({ preventScroll: true });
}

function isOnLink(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a') !== null;
}
