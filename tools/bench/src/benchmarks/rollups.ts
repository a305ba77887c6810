import { number } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import { tmpdir } from 'node:os';
import type { BenchContext } from '../context';
import type { Outcome } from '../output/outcome';
import { measureChart, type ChartFigures } from '../rollups/chart';
import { measureMaking, type MakingFigures } from '../rollups/making';
import { PLAYED_OPTIONS, RESULT_OPTIONS, toServerOptions, toShape } from './cluster-options';
import { describeRollups } from './rollups-text';

/** Options of `rollups`. */
export const ROLLUPS_OPTIONS = {
  nodes: number('nodes whose hour is rolled up', { fallback: 50, min: 1, max: 50_000 }),
  ...PLAYED_OPTIONS,
  'probe-rate': number('small questions a second', { fallback: 50, min: 1, max: 1_000 }),
  settle: number('most seconds to wait until everything is sealed', {
    fallback: 120,
    min: 1,
    max: 600,
  }),
  days: number('days of the chart of one pod; 0 = no chart', { fallback: 2, min: 0, max: 30 }),
  'chart-pods': number('pods played for the chart', { fallback: 10, min: 1, max: 500 }),
  seconds: number('seconds the chart is asked for', { fallback: 3, min: 1, max: 60 }),
  ...RESULT_OPTIONS,
} as const;

export type RollupsOptions = Environment<typeof ROLLUPS_OPTIONS>;

/** What roll-ups cost and what they give. */
export interface RollupsFigures {
  readonly making: MakingFigures;
  readonly chart: ChartFigures | undefined;
}

/** Rolls an hour up, and asks for a chart of many days. */
export async function runRollups(context: BenchContext, options: RollupsOptions): Promise<Outcome> {
  const shape = toShape(options);
  const disk = { ...options, store: 'disk' as const, profile: undefined };
  const making = await measureMaking(context, {
    shape,
    server: toServerOptions(disk, shape, 3_600),
    connections: options.connections,
    rate: options['probe-rate'],
    settleSeconds: options.settle,
  });
  const chart = await drawChart(context, options);
  const figures: RollupsFigures = { making, chart };
  return { text: describeRollups(options, figures), figures };
}

function drawChart(
  context: BenchContext,
  options: RollupsOptions,
): Promise<ChartFigures | undefined> {
  if (options.days === 0) return Promise.resolve(undefined);
  const shape = { ...toShape(options), nodes: 1, podsPerNode: options['chart-pods'] };
  const disk = { ...options, store: 'disk' as const, profile: undefined };
  return measureChart(
    { ...context, directory: context.createDirectory(tmpdir()) },
    {
      shape,
      server: toServerOptions(disk, shape, 3_600),
      days: options.days,
      seconds: options.seconds,
    },
  );
}
