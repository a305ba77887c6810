import { getJson } from '../http/timed-get';

/** Hourly maxima by the beginning of their hour, ms since the epoch. */
export type Maxima = ReadonlyMap<number, number>;

/** How far two charts agree. */
export interface ChartCheck {
  readonly compared: number;
  readonly different: number;
  readonly onlyOne: number;
  /** What our answer was made of. */
  readonly resolution?: string;
}

interface OwnChart {
  readonly resolution?: string;
  readonly samples?: readonly { timestamp: string; memory_bytes_max?: number | null }[];
}

interface PromqlChart {
  readonly data: { readonly result: readonly { readonly values: readonly [number, string][] }[] };
}

/** Maxima of our chart, and of what it was made. @throws BenchError */
export async function readOwnMaxima(url: string): Promise<{ maxima: Maxima; resolution?: string }> {
  const { samples = [], resolution } = await getJson<OwnChart>(url);
  const maxima = new Map<number, number>();
  for (const { timestamp, memory_bytes_max: value } of samples) {
    if (typeof value === 'number') maxima.set(Date.parse(timestamp), value);
  }
  return { maxima, resolution };
}

/** Maxima of a PromQL answer, dated by the beginning of their step. @throws BenchError */
export async function readPromqlMaxima(url: string, stepSeconds: number): Promise<Maxima> {
  const { data } = await getJson<PromqlChart>(url);
  const values = data.result[0]?.values ?? [];
  return new Map(
    values.map(([seconds, value]) => [
      Math.floor(seconds / stepSeconds) * stepSeconds * 1_000,
      Number(value),
    ]),
  );
}

export function compareCharts(
  { maxima, resolution }: { maxima: Maxima; resolution?: string },
  theirs: Maxima,
): ChartCheck {
  const both = [...maxima].filter(([time]) => theirs.has(time));
  return {
    compared: both.length,
    different: both.filter(([time, value]) => theirs.get(time) !== value).length,
    onlyOne: maxima.size + theirs.size - 2 * both.length,
    resolution,
  };
}
