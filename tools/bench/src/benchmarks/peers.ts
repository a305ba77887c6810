import { choice, number } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import type { BenchContext } from '../context';
import type { Outcome } from '../output/outcome';
import { runComparison } from '../peers/comparison';
import { CLUSTER_OPTIONS, RESULT_OPTIONS, toShape } from './cluster-options';
import { COMPARISON_OPTIONS, PEER_CHOICES, toComparisonPlan } from './comparison-options';
import { describePeers } from './peers-text';

/** Options of `peers`. */
export const PEERS_OPTIONS = {
  ...CLUSTER_OPTIONS,
  ...COMPARISON_OPTIONS,
  nodes: number('nodes played', { fallback: 100, min: 1, max: 50_000 }),
  ticks: number('ticks sent in the rounds, of 5 s; 720 are an hour', {
    fallback: 90,
    min: 3,
    max: 900,
  }),
  'naive-nodes': number('nodes played to the naive server, which cannot keep up; 0 = none', {
    fallback: 20,
    min: 0,
    max: 1_000,
  }),
  'naive-ticks': number('ticks played to it', { fallback: 24, min: 1, max: 900 }),
  peers: choice('whom to compare with', PEER_CHOICES, 'both'),
  ...RESULT_OPTIONS,
} as const;

export type PeersOptions = Environment<typeof PEERS_OPTIONS>;

/** Sends the same samples to us and to the peers in one run and asks all the same questions. */
export async function runPeers(context: BenchContext, options: PeersOptions): Promise<Outcome> {
  const shape = toShape(options);
  const { 'naive-nodes': nodes, 'naive-ticks': ticks } = options;
  const naive = nodes === 0 ? undefined : { shape: { ...shape, nodes }, ticks };
  const plan = toComparisonPlan(options, shape, options.ticks, naive);
  const figures = await runComparison(context, plan);
  return { text: describePeers(options, figures), figures };
}
