import type { BenchContext } from '../context';
import { startApiServer } from '../process/api-server';
import type { ComparisonPlan } from './comparison';
import type { Engine } from './engine';
import { startPrometheus } from './prometheus';
import { createOwnSystem, createPeerSystem, type System } from './system';
import { startVictoriaMetrics } from './victoria-metrics';

/** An engine to compare with. */
export interface EnginePlan {
  readonly name: 'victoria-metrics' | 'prometheus';
  /** Rounds at the end it is sent; fewer than all make a run with a slow engine shorter. */
  readonly rounds: number;
}

/** Starts all systems on fresh directories, ours first, each with its stream of samples. */
export async function startSystems(
  context: BenchContext,
  plan: ComparisonPlan,
  firstTick: number,
): Promise<System[]> {
  const { shape, connections, rounds, ticksPerRound } = plan;
  const engines: { engine: Engine; firstRound: number }[] = [];
  for (const { name, rounds: wanted } of plan.engines) {
    const start = name === 'prometheus' ? startPrometheus : startVictoriaMetrics;
    const engine = await start(context, plan.mayInstall);
    engines.push({ engine, firstRound: firstRoundOf(rounds, wanted) });
  }
  context.progress.say('starting the API server');
  const server = await startApiServer(context, plan.server);
  if (engines.length > 0) context.progress.say('preparing remote write requests');
  return [
    createOwnSystem(context, server, shape, { firstTick, connections }),
    ...engines.map(({ engine, firstRound }) =>
      createPeerSystem(engine, shape, {
        ...{ firstTick, connections, firstRound },
        skipped: (firstRound - 1) * ticksPerRound,
      }),
    ),
  ];
}

/** The round, counted from 1, from which on the last `wanted` of `rounds` are left. */
export function firstRoundOf(rounds: number, wanted: number): number {
  return rounds - Math.min(rounds, Math.max(1, wanted)) + 1;
}
