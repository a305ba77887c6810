import type { RangeFrame, SeriesFrame } from '@kubemonitor/storage';
import type { ByteWriter } from './byte-writer';
import { TimestampFormatter } from './timestamps';

const NULL = Buffer.from('null');
const NO_KEY = Buffer.alloc(0);

interface PointColumn {
  readonly key: Buffer;
  readonly decimals: number;
  readonly of: (series: SeriesFrame) => Float64Array;
}

const END_OF_POINT = Buffer.from('}');

/**
 * How the points of an answer begin, up to their first value: all series of a window have the
 * same time stamps.
 */
export class PointHeads {
  private readonly heads: readonly Buffer[];

  /** @param firstKey what stands between a point's time stamp and its first value */
  constructor(
    private readonly timestamps: Float64Array,
    private readonly firstKey: Buffer,
  ) {
    const formatter = new TimestampFormatter();
    this.heads = Array.from(timestamps, (time) =>
      Buffer.from(`,{"timestamp":"${formatter.format(time)}"${firstKey.toString()}`),
    );
  }

  /** Whether these are the heads of other points, too. */
  fits(timestamps: Float64Array, firstKey: Buffer): boolean {
    const last = timestamps.length - 1;
    return (
      timestamps.length === this.timestamps.length &&
      timestamps[0] === this.timestamps[0] &&
      timestamps[last] === this.timestamps[last] &&
      firstKey.equals(this.firstKey)
    );
  }

  /** `,{"timestamp":"…","first":` of a step; the first point of a series has no comma before it. */
  at(step: number, isFirst: boolean): Buffer {
    return isFirst ? this.heads[step].subarray(1) : this.heads[step];
  }
}

/** Writes the `samples` of time series, oldest first; a step without any sample is left out. */
export class SeriesWriter {
  /** How its points begin; given to the next writer they are made once for many. */
  readonly heads: PointHeads;
  private readonly columns: readonly PointColumn[];

  constructor(
    private readonly frame: RangeFrame,
    heads?: PointHeads,
  ) {
    const statistics = Object.keys(frame.series[0]?.statistics ?? {}) as ('min' | 'max' | 'p95')[];
    this.columns = frame.fields.flatMap(({ name, decimals }, at) => [
      { key: Buffer.from(`,"${name}":`), decimals, of: ({ values }: SeriesFrame) => values[at] },
      ...statistics.map((statistic) => ({
        key: Buffer.from(`,"${name}_${statistic}":`),
        decimals,
        of: (series: SeriesFrame) => series.statistics[statistic]?.[at] ?? series.values[at],
      })),
    ]);
    const { timestamps } = frame;
    const firstKey = this.columns[0]?.key ?? NO_KEY;
    const fits = heads?.fits(timestamps, firstKey) === true;
    this.heads = fits ? heads : new PointHeads(timestamps, firstKey);
  }

  /** Appends `"samples":[…]` of one series. */
  write(index: number, out: ByteWriter): void {
    const series = this.frame.series[index];
    const values = this.columns.map(({ of }) => of(series));
    let isFirst = true;
    out.text('"samples":[');
    for (let step = 0; step < series.sampleCounts.length; step += 1) {
      if (series.sampleCounts[step] === 0) continue;
      out.bytes(this.heads.at(step, isFirst));
      isFirst = false;
      for (let column = 0; column < values.length; column += 1) {
        const { key, decimals } = this.columns[column];
        if (column > 0) out.bytes(key);
        const value = values[column][step];
        if (value === value) out.number(value, decimals);
        else out.bytes(NULL);
      }
      out.bytes(END_OF_POINT);
    }
    out.text(']');
  }
}
