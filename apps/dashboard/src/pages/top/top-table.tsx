import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, type RefObject } from 'react';
import { t } from '../../i18n';
import type { Sort } from '../../state/table';
import type { Column } from '../../tables';
import { rowPieces } from '../../tables/row-pieces';
import { InTable } from '../../tables/value';
import { identify } from './identity';
import type { Kind, TopItem } from './kinds';
import { TopRow } from './top-row';

/** CSS px; top.css has the same. */
const ROW_HEIGHT = 24;
const OVERSCAN = 10;

interface Props {
  readonly kind: Kind;
  readonly pod: string;
  readonly rows: readonly TopItem[];
  readonly columns: readonly Column<TopItem>[];
  readonly sort: Sort;
  onSort(sort: Sort): void;
  readonly active: string | undefined;
  setActive(key: string): void;
  readonly area: RefObject<HTMLDivElement | null>;
  readonly emptyText: string;
}

/** The rows: a real table, of which only what is in sight is drawn. */
export function TopTable(props: Props) {
  const { kind, pod, rows, columns, active, setActive, area, emptyText } = props;
  const identities = useMemo(() => rows.map((row) => identify(kind, row, pod)), [rows, kind, pod]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => area.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // Below the header, which stays at the top.
    scrollPaddingStart: ROW_HEIGHT + 4,
  });
  const activeIndex = identities.findIndex(({ key }) => key === active);
  useEffect(() => {
    if (active === undefined || activeIndex < 0) return;
    virtual.scrollToIndex(activeIndex);
    // Only when another row is gone to: what is new may move it away.
  }, [active]);
  useEffect(() => area.current?.focus({ preventScroll: true }), [area, kind]);
  const drawn = virtual.getVirtualItems().map(({ index }) => index);
  const name = t(`top.kind.${kind}`);
  return (
    <div
      ref={area}
      className="top-area"
      tabIndex={0}
      role="region"
      aria-label={t('top.rows', { name })}
    >
      <table className="top-table" aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{name}</caption>
        <Head {...props} />
        <tbody>
          <InTable value={true}>
            {rowPieces(drawn, rows.length).map((piece) =>
              piece.kind === 'room' ? (
                <tr key={`room ${piece.from}`} aria-hidden="true">
                  <td
                    colSpan={columns.length}
                    style={{ height: piece.rows * ROW_HEIGHT, padding: 0 }}
                  />
                </tr>
              ) : (
                <TopRow
                  key={identities[piece.index].key}
                  item={rows[piece.index]}
                  identity={identities[piece.index]}
                  index={piece.index}
                  columns={columns}
                  isActive={identities[piece.index].key === active}
                  onActivate={setActive}
                />
              ),
            )}
          </InTable>
        </tbody>
      </table>
      {rows.length === 0 && emptyText !== '' && <p className="top-empty">{emptyText}</p>}
      <p className="visually-hidden" aria-live="polite">
        {activeIndex < 0 ? '' : identities[activeIndex].texts['name']}
      </p>
    </div>
  );
}

function Head({ columns, sort, onSort }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column, index) => {
          const isSorted = column.key === sort.key;
          const order = sort.isDescending ? 'descending' : 'ascending';
          const next = isSorted ? !sort.isDescending : column.isNumeric === true;
          return (
            <th
              key={column.key}
              scope="col"
              aria-sort={isSorted ? order : undefined}
              className={column.isNumeric === true ? 'top-number' : undefined}
            >
              <button type="button" onClick={() => onSort({ key: column.key, isDescending: next })}>
                {index < 9 && (
                  <span className="top-digit" aria-hidden="true">
                    {index + 1}
                  </span>
                )}
                {column.header}
                <span aria-hidden="true">{isSorted ? (sort.isDescending ? ' ▾' : ' ▴') : ''}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
