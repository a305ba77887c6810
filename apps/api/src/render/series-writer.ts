import type { RangeFrame, SeriesFrame } from '@kubemonitor/storage';
import type { ByteWriter } from './byte-writer';
import { TimestampFormatter } from './timestamps';

const NULL = Buffer.from('null');

interface PointColumn {
  readonly key: Buffer;
  readonly decimals: number;
  readonly of: (series: SeriesFrame) => Float64Array;
}

const FIRST_POINT = Buffer.from('{');
const NEXT_POINT = Buffer.from(',{');
const END_OF_POINT = Buffer.from('}');

/** How the points of an answer begin: all series of a window have the same time stamps. */
export class PointHeads {
  private readonly heads: readonly Buffer[];

  constructor(private readonly timestamps: Float64Array) {
    const formatter = new TimestampFormatter();
    this.heads = Array.from(timestamps, (time) =>
      Buffer.from(`"timestamp":"${formatter.format(time)}"`),
    );
  }

  /** Whether these are the heads of other points, too. */
  fits(timestamps: Float64Array): boolean {
    const last = timestamps.length - 1;
    return (
      timestamps.length === this.timestamps.length &&
      timestamps[0] === this.timestamps[0] &&
      timestamps[last] === this.timestamps[last]
    );
  }

  /** `"timestamp":"…"` of a step. */
  at(step: number): Buffer {
    return this.heads[step];
  }
}

/** Writes the `samples` of time series, oldest first; a step without any sample is left out. */
export class SeriesWriter {
  private readonly columns: readonly PointColumn[];

  constructor(
    private readonly frame: RangeFrame,
    private readonly heads = new PointHeads(frame.timestamps),
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
  }

  /** Appends `"samples":[…]` of one series. */
  write(index: number, out: ByteWriter): void {
    const series = this.frame.series[index];
    const values = this.columns.map(({ of }) => of(series));
    let separator = FIRST_POINT;
    out.text('"samples":[');
    for (let step = 0; step < series.sampleCounts.length; step += 1) {
      if (series.sampleCounts[step] === 0) continue;
      out.bytes(separator);
      out.bytes(this.heads.at(step));
      separator = NEXT_POINT;
      for (let column = 0; column < values.length; column += 1) {
        this.writeValue(this.columns[column], values[column][step], out);
      }
      out.bytes(END_OF_POINT);
    }
    out.text(']');
  }

  private writeValue({ key, decimals }: PointColumn, value: number, out: ByteWriter): void {
    out.bytes(key);
    if (value === value) out.number(value, decimals);
    else out.bytes(NULL);
  }
}
