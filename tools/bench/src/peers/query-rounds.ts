import { Agent } from 'node:http';
import { createApiQueries, windowUntil } from '../measure/api-queries';
import { measureQuery, medianOfRounds, type Query, type QueryMeasure } from '../measure/query';
import type { Progress } from '../output/progress';
import type { ClusterShape } from '../workload/topology';
import { OWN_PROMQL, createPromqlQueries } from './promql';
import type { System } from './system';

/** Names of the questions that are compared. */
export const COMPARED = [
  'q1',
  'q1b',
  'page',
  'q2b',
  'q3',
  'q4',
  'q4m',
  'q5',
  'q5b',
  'group',
  'groupHour',
  'series',
] as const;
export type Compared = (typeof COMPARED)[number];

/** What a question cost each system, by the system's name; a system that cannot be asked is left out. */
export interface QueryFigures {
  readonly query: Compared;
  readonly what: string;
  readonly bySystem: Readonly<Record<string, QueryMeasure>>;
}

export interface QueryPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly lastTick: number;
  readonly questions: readonly Compared[];
}

const MOST_REQUESTS = 2_000;
/** The largest answers take seconds: they are asked for at least so often a round. */
const LEAST_REQUESTS = 2;

/** Asks all systems the same questions, round by round, the first system being ours. */
export async function runQueryRounds(
  [own, ...peers]: readonly System[],
  shape: ClusterShape,
  plan: QueryPlan,
  progress: Progress,
): Promise<QueryFigures[]> {
  const ownQueries = createOwnQueries(shape, plan.lastTick);
  const promql: Partial<Record<Compared, Query>> = createPromqlQueries(shape, plan.lastTick);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const figures: QueryFigures[] = [];
  for (const name of plan.questions) {
    const { what } = ownQueries[name];
    progress.say(`asking ${name}: ${what}`);
    const asked: [System, Query][] = [[own, ownQueries[name]]];
    const query = promql[name];
    if (query !== undefined) for (const peer of peers) asked.push([peer, query]);
    figures.push({ query: name, what, bySystem: await askInTurns(asked, plan, agent) });
  }
  agent.destroy();
  return figures;
}

/** Groupings that are not kept ready are asked of our own server in PromQL, too. */
function createOwnQueries(shape: ClusterShape, lastTick: number): Record<Compared, Query> {
  const endMs = (lastTick + 1) * shape.intervalSeconds * 1_000;
  const { group, groupHour } = createPromqlQueries(shape, lastTick, OWN_PROMQL);
  return { ...createApiQueries(shape, windowUntil(endMs)), group, groupHour };
}

async function askInTurns(
  asked: readonly [System, Query][],
  { rounds, seconds }: QueryPlan,
  agent: Agent,
): Promise<Record<string, QueryMeasure>> {
  const budget = { seconds, leastRequests: LEAST_REQUESTS, mostRequests: MOST_REQUESTS };
  const measures = asked.map(() => [] as QueryMeasure[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [{ url, pid }, query]] of asked.entries()) {
      const target = { url, pid, agent, idleCores: 0 };
      measures[index].push(await measureQuery(target, query, budget));
    }
  }
  return Object.fromEntries(
    asked.map(([{ name }], index) => [name, medianOfRounds(measures[index])]),
  );
}
