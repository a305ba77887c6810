import { encodeColumn, maxColumnBytes } from '../codec/column';
import {
  buildChunk,
  chunkBytes,
  decodeChunk,
  decodeChunkColumn,
  findSerial,
  lastNotAbove,
} from './chunk';

const TICKS = 30;

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

function column(of: (tick: number) => number): number[] {
  return Array.from({ length: TICKS }, (_, tick) => of(tick));
}

describe('a chunk', () => {
  const constant = column(() => 5);
  const odd = column((tick) => Math.sqrt(tick + 2));
  const gaps = column((tick) => (tick % 2 === 0 ? tick : Number.NaN));

  it('has one byte a length, or two when a column needs them', () => {
    // A constant 5 is 01 0a: width 1, two lengths of 2, two columns.
    expect(Buffer.from(encode([constant, constant])).toString('hex')).toBe('010202010a010a');
    // 30 square roots are float64: a head and 240 bytes. With 10 of them absent: 4 more.
    expect(encode([odd]).length).toBe(1 + 1 + 241);
    const wide = encode([constant, column((tick) => (tick === 0 ? 2 ** 60 : odd[tick]))]);
    expect(wide[0]).toBe(1);
    expect(Array.from(buildChunk([2, 260], new Uint8Array(262)).subarray(0, 5))).toEqual([
      2, 2, 0, 4, 1,
    ]);
  });

  it('gives each column back, alone and in a row', () => {
    const columns = [constant, odd, gaps];
    const chunk = encode(columns);
    const out = new Float64Array(TICKS + 1);
    for (const index of [2, 0, 1]) {
      decodeChunkColumn(chunk, { index, count: 3, ticks: TICKS }, out, 1);
      expect(Array.from(out.subarray(1))).toEqual(columns[index]);
    }
    const values = new Float64Array(TICKS);
    const all: number[][] = [];
    decodeChunk(chunk, 3, values, () => all.push(Array.from(values)));
    expect(all).toEqual(columns);
  });

  it('reads columns behind one whose length needs two bytes', () => {
    const bytes = new Uint8Array(262);
    bytes.set([0x01, 0x0a], 260);
    const out = new Float64Array(TICKS);
    decodeChunkColumn(buildChunk([260, 2], bytes), { index: 1, count: 2, ticks: TICKS }, out, 0);
    expect(out[29]).toBe(5);
  });
});

describe('a chunk of bytes', () => {
  it('holds columns of any length', () => {
    // The longest has 70,000 = 0x11170 bytes: three bytes a length.
    const bytes = new Uint8Array(70_002).fill(7);
    bytes.set([1, 2], 70_000);
    const chunk = buildChunk([70_000, 2], bytes);
    expect(Array.from(chunk.subarray(0, 7))).toEqual([3, 0x70, 0x11, 0x01, 2, 0, 0]);
    expect(chunkBytes(chunk, 0, 2).length).toBe(70_000);
    expect(Array.from(chunkBytes(chunk, 1, 2))).toEqual([1, 2]);
  });
});

describe('rising serial numbers', () => {
  const serials = Uint32Array.of(3, 7, 8);

  it.each([
    [2, -1, -1],
    [3, 0, 0],
    [5, -1, 0],
    [8, 2, 2],
    [9, -1, 2],
  ])('%i is at index %i, the last not above it at %i', (serial, index, last) => {
    expect([findSerial(serials, serial), lastNotAbove(serials, serial)]).toEqual([index, last]);
  });
});
