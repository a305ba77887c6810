import type { Sample } from '../../api/types';
import type { ChartSeries } from '../../charts';
import { numberOf } from '../../api/measured';

/** What a series is called and where its numbers are in a point. */
export interface SeriesName {
  readonly key: string;
  readonly label: string;
  readonly field: string;
  readonly color?: number;
}

/** A field of the points of a window; undefined when no point has a value of it. */
export function toSeries(samples: readonly Sample[], name: SeriesName): ChartSeries | undefined {
  const { key, label, field, color } = name;
  const values = pick(samples, field);
  if (values.every((value) => value === null)) return undefined;
  const timestamps = samples.map(({ timestamp }) => Date.parse(timestamp));
  const band = bandOf(samples, field, values);
  return { key, label, timestamps, values, ...band, ...(color === undefined ? {} : { color }) };
}

/** Least and greatest of each point, where one differs from the point's value. */
function bandOf(
  samples: readonly Sample[],
  field: string,
  values: readonly (number | null)[],
): Pick<ChartSeries, 'min' | 'max'> {
  const min = pick(samples, `${field}_min`);
  const max = pick(samples, `${field}_max`);
  const differs = (list: readonly (number | null)[]) =>
    list.some((value, index) => value !== null && value !== values[index]);
  return differs(min) || differs(max) ? { min, max } : {};
}

function pick(samples: readonly Sample[], field: string): (number | null)[] {
  return samples.map((sample) => numberOf(sample, field) ?? null);
}

/** The runs of one container as one: points of all, oldest first. */
export function joinSamples(runs: readonly (readonly Sample[] | undefined)[]): readonly Sample[] {
  const present = runs.filter((run) => run !== undefined);
  if (present.length === 1) return present[0];
  return present.flat().sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
}
