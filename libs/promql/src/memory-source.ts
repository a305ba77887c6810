import { LabelSet, METRIC_NAME } from './labels';
import type { SampledSeries, Selection, SeriesSource } from './series-source';

/** A series as a spec writes it: a value each interval from the start; null = no sample. */
export interface WrittenSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
  readonly endedAtMs?: number;
}

/** When the samples of written series were taken. */
export interface SampleTimes {
  readonly startMs: number;
  readonly intervalMs: number;
}

/** Series in memory. */
export class MemorySource implements SeriesSource {
  private readonly series: readonly SampledSeries[];

  constructor(series: readonly WrittenSeries[], { startMs, intervalMs }: SampleTimes) {
    this.series = series.map(({ labels, values, endedAtMs }) => {
      const at = values.flatMap((value, index) => (value === null ? [] : [index]));
      return {
        labels: LabelSet.of(labels),
        timestamps: at.map((index) => startMs + index * intervalMs),
        values: at.map((index) => values[index] ?? Number.NaN),
        endedAtMs,
      };
    });
  }

  async *select({ matchers, startMs, endMs }: Selection): AsyncGenerator<SampledSeries> {
    await Promise.resolve();
    for (const series of this.series) {
      if (!matchers.every((matcher) => matcher.matches(series.labels.get(matcher.name)))) continue;
      const kept = Array.from(series.timestamps).flatMap((time, index) =>
        time >= startMs && time <= endMs ? [index] : [],
      );
      yield {
        ...series,
        timestamps: kept.map((index) => series.timestamps[index]),
        values: kept.map((index) => series.values[index]),
      };
    }
  }
}

/** A series of one metric. */
export function written(
  name: string,
  labels: Readonly<Record<string, string>>,
  values: readonly (number | null)[],
): WrittenSeries {
  return { labels: { ...labels, [METRIC_NAME]: name }, values };
}
