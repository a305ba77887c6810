import { FIELDS } from '@kubemonitor/metrics-model';
import type { RangeFrame } from '@kubemonitor/storage';
import { ByteWriter } from './byte-writer';
import { SeriesItems } from './series-items';

const PIDS = FIELDS.filter(({ name }) => name === 'pids');

/** A frame whose items are their own only value. */
function frameOf(items: readonly number[]): RangeFrame {
  return {
    fields: PIDS,
    timestamps: Float64Array.of(0),
    series: items.map((item) => ({
      values: [Float64Array.of(item)],
      statistics: {},
      sampleCounts: Uint32Array.of(1),
    })),
    resolution: 'raw',
  };
}

describe('SeriesItems', () => {
  it('reads a few items at a time, when they are due, and writes them in order', async () => {
    const reads: number[][] = [];
    const items = new SeriesItems([10, 11, 12, 13, 14, 15, 16, 17, 18], 4_096, (some) => {
      reads.push([...some]);
      return Promise.resolve(frameOf(some));
    });
    expect(reads).toEqual([]);
    const written: number[] = [];
    for (let index = 0; index < 9; index += 1) {
      await items.prepare(index);
      const out = new ByteWriter();
      items.write(index, out);
      written.push(JSON.parse(`{${out.take().toString('utf8')}}`).samples[0].pids);
      // Never more than what is being written.
      expect(reads.length).toBe(Math.floor(index / 4) + 1);
    }
    expect(written).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expect(reads).toEqual([[10, 11, 12, 13], [14, 15, 16, 17], [18]]);
  });

  it('has nothing to wait for between reads', () => {
    const items = new SeriesItems([1, 2], 10, (some) => Promise.resolve(frameOf(some)));
    expect(items.prepare(1)).toBeUndefined();
  });
});
