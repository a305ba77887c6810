import { chunkBytes, decodeChunkColumn } from '../sealed/chunk';
import { ChunkBuilder } from './chunk-builder';

const NONE = Number.NaN;

function columnOf(chunk: Uint8Array | undefined, index: number, count: number): number[] {
  const values = new Float64Array(3);
  if (chunk !== undefined) decodeChunkColumn(chunk, { index, count, ticks: 3 }, values, 0);
  return Array.from(values);
}

describe('ChunkBuilder', () => {
  it('puts columns one after another', () => {
    const builder = new ChunkBuilder();
    builder.add(Float64Array.of(1, NONE, 3));
    builder.add(Float64Array.of(NONE, NONE, NONE));
    builder.add(Float64Array.of(0.25, 0.5, 1e300));
    const chunk = builder.finish();
    expect([0, 1, 2].map((index) => columnOf(chunk, index, 3))).toEqual([
      [1, NONE, 3],
      [NONE, NONE, NONE],
      [0.25, 0.5, 1e300],
    ]);
  });

  it('makes no chunk of nothing but absent values, and begins anew', () => {
    const builder = new ChunkBuilder();
    builder.add(Float64Array.of(NONE, NONE, NONE));
    builder.addBytes(new Uint8Array(0));
    expect(builder.finish()).toBeUndefined();
    builder.add(Float64Array.of(5, 5, 5));
    expect(columnOf(builder.finish(), 0, 1)).toEqual([5, 5, 5]);
    expect(builder.finish()).toBeUndefined();
  });

  it('holds bytes in place of numbers, more than it had room for', () => {
    const builder = new ChunkBuilder();
    const large = new Uint8Array(10_000).fill(7);
    builder.addBytes(Uint8Array.of(1, 2));
    builder.addBytes(large);
    builder.addBytes(new Uint8Array(0));
    const chunk = builder.finish() ?? new Uint8Array(0);
    expect([...chunkBytes(chunk, 0, 3)]).toEqual([1, 2]);
    expect(Buffer.from(chunkBytes(chunk, 1, 3)).equals(large)).toBe(true);
    expect(chunkBytes(chunk, 2, 3)).toHaveLength(0);
  });
});
