import { StoreError } from '../../store-error';

/** A series of a range answer: points by index of the step. */
export interface RangedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [index: number, value: number])[];
}

/** A series of an instant answer. */
export interface InstantSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface PrometheusData {
  readonly resultType?: string;
  readonly result?: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly value?: readonly [number, string];
    readonly values?: readonly (readonly [number, string])[];
  }[];
}

/** One text for a series' labels, its name apart: a rollup may leave that out. */
export function labelKey({ __name__: _, ...labels }: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The series of a `query_range` answer. @throws StoreError when it is something else */
export function parseSeriesList(data: unknown, startMs: number, stepMs: number): RangedSeries[] {
  return resultOf(data, 'matrix').map(({ metric, values = [] }) => ({
    labels: metric,
    points: values.map(([seconds, value]) => [
      Math.round((seconds * 1_000 - startMs) / stepMs),
      Number(value),
    ]),
  }));
}

/** The series of a `query` answer. @throws StoreError when it is something else */
export function parseInstants(data: unknown): InstantSeries[] {
  return resultOf(data, 'vector').map(({ metric, value }) => ({
    labels: metric,
    value: Number(value?.[1] ?? Number.NaN),
  }));
}

function resultOf(data: unknown, type: 'matrix' | 'vector'): NonNullable<PrometheusData['result']> {
  const { resultType, result } = (data ?? {}) as PrometheusData;
  if (resultType === type && Array.isArray(result)) {
    return result as NonNullable<PrometheusData['result']>;
  }
  throw new StoreError('misconfigured', `the server's answer is no ${type} of Prometheus`);
}
