import { tmpdir } from 'node:os';
import { choice, number, text } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import { UsageError } from '../bench-error';
import type { BenchContext } from '../context';
import type { Outcome } from '../output/outcome';
import { runComparison, type ComparisonFigures } from '../peers/comparison';
import { PLAYED_OPTIONS, RESULT_OPTIONS, toShape } from './cluster-options';
import { COMPARISON_OPTIONS, PEER_CHOICES, toComparisonPlan } from './comparison-options';
import { describeGrowth } from './growth-text';

/** Options of `growth`. */
export const GROWTH_OPTIONS = {
  ...PLAYED_OPTIONS,
  ...COMPARISON_OPTIONS,
  sizes: text('numbers of nodes, comma separated', 'numbers', '20,50,100'),
  minutes: number('minutes of history each size is sent', { fallback: 6, min: 1, max: 75 }),
  peers: choice('whom to measure beside ours', PEER_CHOICES, 'none'),
  ...RESULT_OPTIONS,
} as const;

export type GrowthOptions = Environment<typeof GROWTH_OPTIONS>;

/** What one size of the cluster gave. */
export interface GrowthSize {
  readonly nodes: number;
  readonly figures: ComparisonFigures;
}

const SECONDS_A_MINUTE = 60;
const MOST_NODES = 50_000;

/** The same comparison at several sizes of the cluster, each on fresh directories. */
export async function runGrowth(context: BenchContext, options: GrowthOptions): Promise<Outcome> {
  const ticks = Math.floor((options.minutes * SECONDS_A_MINUTE) / options.interval);
  const plans = parseSizes(options.sizes).map((nodes) => {
    const values = { ...options, nodes, profile: undefined };
    return { nodes, plan: toComparisonPlan(values, toShape(values), ticks, undefined) };
  });
  const sizes: GrowthSize[] = [];
  for (const { nodes, plan } of plans) {
    context.progress.say(`${nodes} nodes`);
    const directory = context.createDirectory(tmpdir());
    sizes.push({ nodes, figures: await runComparison({ ...context, directory }, plan) });
  }
  return { text: describeGrowth(options, sizes), figures: { sizes } };
}

/** Numbers of nodes. @throws UsageError */
export function parseSizes(list: string): number[] {
  return list.split(',').map((size) => {
    const nodes = Number(size);
    if (Number.isInteger(nodes) && nodes >= 1 && nodes <= MOST_NODES) return nodes;
    throw new UsageError(`--sizes "${size}" is not a number of nodes from 1 to ${MOST_NODES}`);
  });
}
