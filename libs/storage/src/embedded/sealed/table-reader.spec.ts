import { encodeColumn, maxColumnBytes } from '../codec/column';
import { buildChunk } from './chunk';
import { SERIALS, SealedTable, TIMES } from './sealed-table';
import { NOWHERE, TableReader } from './table-reader';

const TICKS = 3;
const VALUES = 2;
const NAN = Number.NaN;

function encode(columns: readonly number[][]): Uint8Array {
  const bytes = new Uint8Array(columns.length * maxColumnBytes(TICKS));
  const lengths: number[] = [];
  let offset = 0;
  for (const column of columns) {
    const end = encodeColumn(Float64Array.from(column), TICKS, bytes, offset);
    lengths.push(end - offset);
    offset = end;
  }
  return buildChunk(lengths, bytes.subarray(0, offset));
}

/** Two blocks: serial numbers 3 and 7, then 9, whose values are damaged where `isDamaged`. */
function makeTable(first: number, isDamaged = false) {
  const reads: string[] = [];
  const chunks = new Map<string, Uint8Array>([
    [`${SERIALS},0`, new Uint8Array(Uint32Array.of(3, 7).buffer)],
    [`${SERIALS},1`, new Uint8Array(Uint32Array.of(9).buffer)],
    [
      `${TIMES},0`,
      encode([
        [10, 20, 30],
        [11, NAN, 31],
      ]),
    ],
    [`${TIMES},1`, encode([[12, 22, 32]])],
    [
      `${VALUES},0`,
      encode([
        [first, first + 1, first + 2],
        [NAN, 5, 6],
      ]),
    ],
  ]);
  if (!isDamaged) chunks.set(`${VALUES},1`, encode([[7, 8, 9]]));
  const source = {
    read(column: number, block: number) {
      reads.push(`${column},${block}`);
      return chunks.get(`${column},${block}`);
    },
    has: () => true,
  };
  const shape = {
    ticks: TICKS,
    entities: 3,
    firstSerials: Uint32Array.of(3, 9),
    metricColumns: [undefined, VALUES],
    samples: 8,
    bytes: 0,
  };
  return { table: new SealedTable(shape, source), reads };
}

function valuesOf(reader: TableReader, serial: number, metric = 1): number[] {
  const out = new Float64Array(TICKS + 1);
  reader.readValues(metric, reader.positionOf(serial), out, 1);
  return Array.from(out.subarray(1));
}

describe('TableReader', () => {
  it('finds columns in whatever order they are asked for, and reads a chunk once', () => {
    const { table, reads } = makeTable(100);
    const reader = new TableReader();
    reader.open(table);
    expect(valuesOf(reader, 9)).toEqual([7, 8, 9]);
    expect(valuesOf(reader, 7)).toEqual([NAN, 5, 6]);
    expect(valuesOf(reader, 3)).toEqual([100, 101, 102]);
    const times = new Float64Array(TICKS);
    reader.readTimes(reader.positionOf(7), times, 0);
    expect(Array.from(times)).toEqual([11, NAN, 31]);
    expect(reads.length).toBe(new Set(reads).size);
  });

  it('has nothing of who is not in the table, of other metrics and of damaged chunks', () => {
    const reader = new TableReader();
    reader.open(makeTable(100, true).table);
    expect([2, 5, 10].map((serial) => reader.positionOf(serial))).toEqual([
      NOWHERE,
      NOWHERE,
      NOWHERE,
    ]);
    expect(valuesOf(reader, 5)).toEqual([NAN, NAN, NAN]);
    expect(valuesOf(reader, 3, 0)).toEqual([NAN, NAN, NAN]);
    expect(valuesOf(reader, 9)).toEqual([NAN, NAN, NAN]);
  });

  it('reads another table anew', () => {
    const reader = new TableReader();
    reader.open(makeTable(100).table);
    expect(valuesOf(reader, 3)).toEqual([100, 101, 102]);
    reader.open(makeTable(200).table);
    expect(valuesOf(reader, 3)).toEqual([200, 201, 202]);
  });
});
