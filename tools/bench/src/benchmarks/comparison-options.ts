import { choice, number } from '@kubemonitor/config';
import { UsageError } from '../bench-error';
import type { ComparisonPlan } from '../peers/comparison';
import { COMPARED } from '../peers/query-rounds';
import type { EnginePlan } from '../peers/start-systems';
import type { ClusterShape } from '../workload/topology';
import { toServerOptions } from './cluster-options';

/** Options `peers` and `growth` share. */
export const COMPARISON_OPTIONS = {
  store: choice('where the API server keeps samples', ['disk', 'memory'], 'disk'),
  rounds: number('rounds of ingest and of questions; medians count', {
    fallback: 3,
    min: 1,
    max: 60,
  }),
  'warm-up': number('ticks sent before, which are not measured', {
    fallback: 10,
    min: 0,
    max: 100,
  }),
  seconds: number('seconds for each question, system and round', {
    fallback: 1,
    min: 1,
    max: 60,
  }),
  settle: number('most seconds to wait for work that was put off', {
    fallback: 25,
    min: 0,
    max: 600,
  }),
  probe: number('seconds of small questions beside writes at real pace', {
    fallback: 15,
    min: 1,
    max: 600,
  }),
  'probe-rate': number('small questions a second', { fallback: 50, min: 1, max: 1_000 }),
  spread: number('at real pace: seconds over which the reports of a tick are spread', {
    fallback: 4,
    min: 0,
    max: 300,
  }),
  'prometheus-rounds': number('rounds at the end Prometheus is sent; 0 = all', {
    fallback: 0,
    min: 0,
    max: 60,
  }),
  install: choice('install missing peers with apt-get when root', ['yes', 'no'], 'yes'),
} as const;

/** Everybody, or some. */
export const PEER_CHOICES = ['both', 'victoria-metrics', 'prometheus', 'none'] as const;

interface ComparisonValues {
  readonly store: 'memory' | 'disk';
  readonly rounds: number;
  readonly 'warm-up': number;
  readonly seconds: number;
  readonly settle: number;
  readonly probe: number;
  readonly 'probe-rate': number;
  readonly spread: number;
  readonly 'prometheus-rounds': number;
  readonly install: 'yes' | 'no';
  readonly connections: number;
  readonly server: string;
  readonly 'node-args': string;
  readonly profile: string | undefined;
  readonly peers: (typeof PEER_CHOICES)[number];
}

/** Reads go on after the load, and late samples are taken. */
const SPARE_RETENTION_SECONDS = 3_600;
const IDLE_TICKS = 3;

/** What the options ask for. @throws UsageError */
export function toComparisonPlan(
  options: ComparisonValues,
  shape: ClusterShape,
  ticks: number,
  naive: ComparisonPlan['naive'],
): ComparisonPlan {
  const { rounds, 'warm-up': warmUp } = options;
  const ticksPerRound = Math.floor(ticks / rounds);
  if (ticksPerRound < 1) {
    throw new UsageError(`${ticks} ticks are fewer than --rounds ${rounds}`);
  }
  const retentionSeconds = (ticks + warmUp) * shape.intervalSeconds + SPARE_RETENTION_SECONDS;
  return {
    shape,
    server: toServerOptions(options, shape, retentionSeconds),
    engines: toEngines(options),
    mayInstall: options.install === 'yes',
    connections: options.connections,
    ...{ rounds, ticksPerRound, warmUp },
    settleSeconds: options.settle,
    seconds: options.seconds,
    questions: COMPARED,
    live: {
      seconds: options.probe,
      rate: options['probe-rate'],
      spreadSeconds: options.spread,
      idleTicks: IDLE_TICKS,
    },
    naive,
  };
}

function toEngines({ peers, rounds, 'prometheus-rounds': fewer }: ComparisonValues): EnginePlan[] {
  const all: EnginePlan[] = [
    { name: 'victoria-metrics', rounds },
    { name: 'prometheus', rounds: fewer === 0 ? rounds : fewer },
  ];
  return all.filter(({ name }) => peers === 'both' || peers === name);
}
