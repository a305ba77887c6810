import { Agent } from 'node:http';
import type { BenchContext } from '../context';
import { Poster } from '../http/poster';
import { measureQuery, type Query, type QueryMeasure } from '../measure/query';
import { PLAYED_WRITE_HEADERS, RemoteWriteStream } from '../peers/remote-write-stream';
import { startVictoriaMetrics } from '../peers/victoria-metrics';
import { replay } from '../pace/replay';
import { readStoreHealth, startApiServer, type ApiServerOptions } from '../process/api-server';
import { waitUntilIdle } from '../process/idle';
import { ReportTemplate } from '../report/report-template';
import { NodeWorkload } from '../workload/node-workload';
import { podsOf, type ClusterShape } from '../workload/topology';
import { compareCharts, readOwnMaxima, readPromqlMaxima, type ChartCheck } from './chart-check';
import { PLAYED_NOW_HEADER, playedClockArguments } from './played-clock';

/** A chart of many days of one pod, an hour a point, from roll-ups and from samples. */
export interface ChartFigures {
  readonly days: number;
  readonly samples: number;
  readonly own: QueryMeasure;
  readonly victoriaMetrics: QueryMeasure;
  /** Hourly maxima of memory of both. */
  readonly check: ChartCheck;
  readonly blockBytes: number | undefined;
  readonly minuteBytes: number | undefined;
  readonly hourBytes: number | undefined;
}

export interface ChartPlan {
  /** One node. */
  readonly shape: ClusterShape;
  readonly server: ApiServerOptions;
  readonly days: number;
  /** Seconds the chart is asked for. */
  readonly seconds: number;
}

const STEP_SECONDS = 3_600;
const DAY_SECONDS = 86_400;
const CHUNK_TICKS = 1_000;
const IDLE_SECONDS = 60;
const READ_AFTER_MS = 500;

/** Plays days of one node to a server by a played clock, and the same to VictoriaMetrics. */
export async function measureChart(context: BenchContext, plan: ChartPlan): Promise<ChartFigures> {
  const { shape, server: options, days } = plan;
  const span = await playHistory(context, plan);
  context.progress.say('starting the API server by the real clock');
  const server = await startApiServer(context, options);
  const engine = await sendToVictoriaMetrics(context, shape, span);
  await waitUntilIdle(server.pid, IDLE_SECONDS);
  await waitUntilIdle(engine.pid, IDLE_SECONDS);
  context.progress.say('asking for the chart');
  const { intervalSeconds } = shape;
  const range = {
    startSeconds: Math.ceil((span.firstTick * intervalSeconds) / STEP_SECONDS) * STEP_SECONDS,
    endSeconds: Math.floor((span.endTick * intervalSeconds) / STEP_SECONDS) * STEP_SECONDS,
  };
  const ours = ownChart(shape, range);
  const theirs = promqlChart(shape, range);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = ({ url, pid }: { url: string; pid: number }, query: Query): Promise<QueryMeasure> =>
    measureQuery({ url, pid, agent, idleCores: 0 }, query, {
      ...{ seconds: plan.seconds, leastRequests: 5, mostRequests: 2_000 },
    });
  const own = await ask(server, ours);
  const victoriaMetrics = await ask(engine, theirs);
  const check = compareCharts(
    await readOwnMaxima(`${server.url}${ours.path(0)}`),
    await readPromqlMaxima(`${engine.url}${theirs.path(0)}`, STEP_SECONDS),
  );
  const health = await readStoreHealth(server.url);
  agent.destroy();
  await engine.stop();
  await server.stop();
  return {
    ...{ days, own, victoriaMetrics, check },
    samples: (span.endTick - span.firstTick) * (shape.podsPerNode + 1) * 10,
    blockBytes: health.block_bytes,
    minuteBytes: health.minute_bytes,
    hourBytes: health.hour_bytes,
  };
}

/** Ticks that were sent: from the first to before the end. */
interface Span {
  readonly firstTick: number;
  readonly endTick: number;
}

async function playHistory(
  context: BenchContext,
  { shape, server: options, days }: ChartPlan,
): Promise<Span> {
  const { progress } = context;
  const tickMs = shape.intervalSeconds * 1_000;
  const endTick = Math.floor(Date.now() / tickMs);
  const ticks = Math.floor((days * DAY_SECONDS * 1_000) / tickMs);
  const firstTick = endTick - ticks;
  const clock = playedClockArguments(firstTick * tickMs);
  const nodeArguments = [...options.nodeArguments, ...clock];
  const server = await startApiServer(context, { ...options, nodeArguments });
  let played = firstTick;
  const poster = new Poster({
    url: `${server.url}/api/reports`,
    connections: 1,
    // Read a moment after the tick, as by a collector.
    headers: () => ({
      'content-type': 'application/json',
      [PLAYED_NOW_HEADER]: String(played * tickMs + READ_AFTER_MS),
    }),
  });
  const workload = new NodeWorkload(shape, 0);
  const template = new ReportTemplate(shape, 0);
  for (; played < endTick; played += 1) {
    workload.step();
    await poster.post(Buffer.from(template.write(played, workload.values)));
    progress.step(() => `history: ${played - firstTick} of ${ticks} ticks`);
  }
  poster.assertAllAccepted();
  poster.close();
  await waitUntilIdle(server.pid, IDLE_SECONDS);
  await server.stop();
  return { firstTick, endTick };
}

async function sendToVictoriaMetrics(
  context: BenchContext,
  shape: ClusterShape,
  { firstTick, endTick }: Span,
) {
  const engine = await startVictoriaMetrics(context, true, ['-retentionPeriod=12']);
  const stream = new RemoteWriteStream(shape, firstTick);
  const poster = new Poster({
    url: engine.writeUrl,
    connections: 1,
    headers: () => ({ ...PLAYED_WRITE_HEADERS }),
  });
  for (let tick = firstTick; tick < endTick; tick += CHUNK_TICKS) {
    await replay(stream.take(Math.min(CHUNK_TICKS, endTick - tick)), poster, 1, () =>
      context.progress.step(() => `VictoriaMetrics: ${poster.accepted} ticks`),
    );
  }
  poster.assertAllAccepted();
  poster.close();
  await engine.flush();
  return engine;
}

interface Range {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

function ownChart(shape: ClusterShape, { startSeconds, endSeconds }: Range): Query {
  const [{ namespace, name }] = podsOf(shape, 0);
  const query = new URLSearchParams({
    start: new Date(startSeconds * 1_000).toISOString(),
    end: new Date(endSeconds * 1_000).toISOString(),
    step: String(STEP_SECONDS),
    stats: 'min,max,p95',
    fields: 'memory_bytes',
  });
  const path = `/api/namespaces/${namespace}/pods/${name}?${query}`;
  return { name: 'chart', what: 'one pod, an hour a point', path: () => path };
}

/** Mean, minimum, maximum and 95th percentile are four questions in PromQL; the maximum comes first. */
function promqlChart(shape: ClusterShape, { startSeconds, endSeconds }: Range): Query {
  const [{ namespace, name }] = podsOf(shape, 0);
  const last = STEP_SECONDS - shape.intervalSeconds;
  const series = `pod_memory_bytes{namespace="${namespace}",pod="${name}"}[${last + 1}s]`;
  const [first, ...morePaths] = [
    `max_over_time(${series})`,
    `min_over_time(${series})`,
    `avg_over_time(${series})`,
    `quantile_over_time(0.95, ${series})`,
  ].map((query) => {
    const start = String(startSeconds + last);
    const end = String(endSeconds - shape.intervalSeconds);
    const step = String(STEP_SECONDS);
    return `/api/v1/query_range?${new URLSearchParams({ query, start, end, step, nocache: '1' })}`;
  });
  return { name: 'chart', what: 'one pod, an hour a point', path: () => first, morePaths };
}
