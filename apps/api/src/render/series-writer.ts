import type { RangeFrame, SeriesFrame } from '@kubemonitor/storage';
import type { ByteWriter } from './byte-writer';
import { TimestampFormatter } from './timestamps';

const NULL = Buffer.from('null');

interface PointColumn {
  readonly key: Buffer;
  readonly decimals: number;
  readonly of: (series: SeriesFrame) => Float64Array;
}

/** Writes the `samples` of time series, oldest first; a step without any sample is left out. */
export class SeriesWriter {
  private readonly columns: readonly PointColumn[];
  private readonly starts: readonly string[];

  constructor(private readonly frame: RangeFrame) {
    const formatter = new TimestampFormatter();
    this.starts = Array.from(frame.timestamps, (time) => formatter.format(time));
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
    let separator = '';
    out.text('"samples":[');
    for (let step = 0; step < this.starts.length; step += 1) {
      if (series.sampleCounts[step] === 0) continue;
      out.text(`${separator}{"timestamp":"${this.starts[step]}"`);
      separator = ',';
      for (let column = 0; column < values.length; column += 1) {
        this.writeValue(this.columns[column], values[column][step], out);
      }
      out.text('}');
    }
    out.text(']');
  }

  private writeValue({ key, decimals }: PointColumn, value: number, out: ByteWriter): void {
    out.bytes(key);
    if (value === value) out.number(value, decimals);
    else out.bytes(NULL);
  }
}
