import type { Column } from './column';
import { filterRows } from './filter-rows';
import { layoutColumns } from './layout-columns';
import { orderRows } from './order-rows';
import { placePopover } from './place-popover';
import { rowPieces } from './row-pieces';
import { splitName } from './split-name';
import { tableCsv } from './table-csv';
import { moveCell } from './table-keys';

interface Row {
  name: string;
  cpu: number | null;
}

const NAME: Column<Row> = { key: 'name', header: 'Name', value: ({ name }) => name };
const CPU: Column<Row> = {
  key: 'cpu',
  header: 'CPU',
  value: ({ cpu }) => cpu,
  isNumeric: true,
  unit: 'millicores',
};

const ROWS: Row[] = [
  { name: 'pod-10', cpu: 5 },
  { name: 'Pod-2', cpu: null },
  { name: 'web', cpu: 70 },
  { name: 'api', cpu: 5 },
];

function names(rows: readonly Row[]): string[] {
  return rows.map(({ name }) => name);
}

describe('orderRows', () => {
  it('orders numbers within names by their size', () => {
    expect(names(orderRows(ROWS, NAME, false))).toEqual(['api', 'Pod-2', 'pod-10', 'web']);
  });

  it('puts rows without a value last both ways and keeps equal ones as they came', () => {
    expect(names(orderRows(ROWS, CPU, true))).toEqual(['web', 'pod-10', 'api', 'Pod-2']);
    expect(names(orderRows(ROWS, CPU, false))).toEqual(['pod-10', 'api', 'web', 'Pod-2']);
  });

  it('leaves the rows it is given, and their order without a column', () => {
    expect(orderRows(ROWS, undefined, true)).toBe(ROWS);
    orderRows(ROWS, NAME, false);
    expect(ROWS[0].name).toBe('pod-10');
  });
});

describe('filterRows', () => {
  it.each([
    ['', ['pod-10', 'Pod-2', 'web', 'api']],
    ['pod', ['pod-10', 'Pod-2']],
    [' 2  POD ', ['Pod-2']],
    ['(', []],
    ['70', []],
  ])('%j', (filter, expected) => {
    expect(names(filterRows(ROWS, [NAME, CPU], filter))).toEqual(expected);
  });
});

describe('layoutColumns', () => {
  const column = (key: string, priority: number, width = 100): Column<Row> => ({
    ...CPU,
    key,
    priority,
    width,
    narrowWidth: width,
  });
  const columns = [column('name', 9), column('b', 2), column('c', 3), column('d', 3)];
  /** Keys in their order, of which those beyond the view stand in brackets. */
  const keys = (width: number) =>
    layoutColumns(columns, width)
      .map(({ column: { key }, isBeyond }) => (isBeyond ? `(${key})` : key))
      .join(' ');

  it.each([
    [400, 'name b c d'],
    [399, 'name b c (d)'],
    [299, 'name b (c) (d)'],
    [50, 'name (b) (c) (d)'],
  ])('%d px', (width, expected) => {
    expect(keys(width)).toBe(expected);
  });

  it('takes the widths for phones where the table is narrow', () => {
    const two = [
      { ...column('a', 1), narrowWidth: 60, grow: 0 },
      { ...column('b', 1), narrowWidth: 40, grow: 1 },
    ];
    const widths = (available: number) => layoutColumns(two, available).map(({ width }) => width);
    expect(widths(560)).toEqual([60, 500]);
    expect(widths(600)).toEqual([100, 500]);
  });

  it('keeps what is most important even when it does not fit', () => {
    const two = [column('name', 1), column('b', 1)];
    expect(layoutColumns(two, 50).map(({ width }) => width)).toEqual([100, 100]);
  });

  it('gives what is left over to those that grow', () => {
    const named = { ...NAME, narrowWidth: 100 };
    const widths = layoutColumns([named, column('b', 1)], 260);
    expect(widths.map(({ width }) => width)).toEqual([160, 100]);
    expect(layoutColumns([column('a', 1), column('b', 1)], 260).map(({ width }) => width)).toEqual([
      130, 130,
    ]);
  });
});

describe('rowPieces', () => {
  it('keeps the room of rows that are not drawn', () => {
    expect(rowPieces([2, 3, 7], 10)).toEqual([
      { kind: 'room', rows: 2, from: 0 },
      { kind: 'row', index: 2 },
      { kind: 'row', index: 3 },
      { kind: 'room', rows: 3, from: 4 },
      { kind: 'row', index: 7 },
      { kind: 'room', rows: 2, from: 8 },
    ]);
  });

  it('draws nothing beyond the rows there are', () => {
    expect(rowPieces([0, 1, 2], 2)).toEqual([
      { kind: 'row', index: 0 },
      { kind: 'row', index: 1 },
    ]);
    expect(rowPieces([], 0)).toEqual([]);
  });
});

describe('moveCell', () => {
  const size = { rows: 100, columns: 4, page: 11 };
  it.each([
    ['ArrowDown', { row: 6, column: 1 }],
    ['ArrowUp', { row: 4, column: 1 }],
    ['PageDown', { row: 15, column: 1 }],
    ['PageUp', { row: 0, column: 1 }],
    ['Home', { row: 0, column: 1 }],
    ['End', { row: 99, column: 1 }],
    ['ArrowLeft', { row: 5, column: 0 }],
    ['ArrowRight', { row: 5, column: 2 }],
    ['a', undefined],
  ])('%s', (key, place) => {
    expect(moveCell(key, { row: 5, column: 1 }, size)).toEqual(place);
  });

  it('stays within the table', () => {
    expect(moveCell('ArrowUp', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
    expect(moveCell('ArrowRight', { row: 0, column: 3 }, size)).toEqual({ row: 0, column: 3 });
  });
});

describe('placePopover', () => {
  const screen = { width: 360, height: 600 };
  const popover = { width: 200, height: 100 };

  it.each([
    ['below', { left: 100, top: 50, width: 40, height: 20 }, { left: 20, top: 76 }],
    ['above at the foot', { left: 100, top: 550, width: 40, height: 20 }, { left: 20, top: 444 }],
    ['off the right edge', { left: 340, top: 50, width: 20, height: 20 }, { left: 152, top: 76 }],
    ['off the left edge', { left: 0, top: 50, width: 20, height: 20 }, { left: 8, top: 76 }],
  ])('stands %s', (_, anchor, place) => {
    expect(placePopover(anchor, popover, screen)).toEqual(place);
  });
});

describe('tableCsv', () => {
  it('writes what is seen, with the names of the API and values as they are', () => {
    const picture: Column<Row> = { ...NAME, key: 'history', isSortable: false };
    expect(tableCsv([NAME, picture, CPU], ROWS.slice(0, 2))).toBe(
      'name,cpu\r\npod-10,5\r\nPod-2,\r\n',
    );
  });
});

describe('splitName', () => {
  it('keeps the end of a long name, by which it differs from others', () => {
    expect(splitName('payments-api-7d9c6b5f4-x2x9p')).toEqual(['payments-api-7d9c6b5f4', '-x2x9p']);
    expect(splitName('eighteen-letters-a')).toBeUndefined();
  });
});
