import { setTimeout as sleep } from 'node:timers/promises';
import { BenchError } from '../bench-error';
import type { BenchContext } from '../context';
import { Poster } from '../http/poster';
import { reportHeaders } from '../http/report-headers';
import { createApiQueries, windowUntil } from '../measure/api-queries';
import { runProbeUntil } from '../measure/probe';
import { computePercentile } from '../measure/statistics';
import { replay } from '../pace/replay';
import { readDirectoryParts } from '../peers/directory-size';
import {
  readStoreHealth,
  startApiServer,
  type ApiServerOptions,
  type OwnApiServer,
} from '../process/api-server';
import { readCpuSeconds } from '../process/proc-usage';
import { ReportStream } from '../report/report-stream';
import type { ClusterShape } from '../workload/topology';

/** Small questions of a stretch of time after a start. */
export interface StartProbe {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

/** What rolling up an hour took. */
export interface MakingFigures {
  readonly samples: number;
  /** CPU of the server from its start until the hour is rolled up, less that of an idle one. */
  readonly cpuSeconds: number;
  readonly making: StartProbe;
  /** The same start and questions with nothing to be rolled up. */
  readonly without: StartProbe;
  readonly blockBytes: number;
  readonly minuteBytes: number;
}

export interface MakingPlan {
  readonly shape: ClusterShape;
  readonly server: ApiServerOptions;
  readonly connections: number;
  readonly rate: number;
  readonly settleSeconds: number;
}

const HOUR_SECONDS = 3_600;
/** An hour is rolled up so long after its end. */
const SETTLE_SECONDS = 60;
const POLL_MS = 100;
const MOST_SECONDS = 600;
const SAMPLES_A_RECORD = 10;
const CHUNK_TICKS = 60;

/**
 * Sends the last whole hour to a server that makes no roll-ups, starts it again as one that
 * does, and measures until the hour is rolled up; then the same start once more.
 */
export async function measureMaking(
  context: BenchContext,
  plan: MakingPlan,
): Promise<MakingFigures> {
  const { progress } = context;
  const { shape, server: options } = plan;
  const ticks = HOUR_SECONDS / shape.intervalSeconds;
  const hour = Math.floor((Date.now() / 1_000 - SETTLE_SECONDS) / HOUR_SECONDS) - 1;
  const environment = { RETENTION_MINUTE_SECONDS: '0' };
  const loading = await startApiServer(context, { ...options, environment });
  await sendHour(context, plan, loading, hour * ticks);
  progress.say('waiting until all of it is sealed and in files');
  await waitFor(`${ticks} ticks were not sealed`, plan.settleSeconds, async () => {
    const { open_windows: open } = await readStoreHealth(loading.url);
    return open === 0;
  });
  await loading.stop();
  const server = await startApiServer(context, options);
  progress.say('rolling up');
  const endMs = (hour + 1) * HOUR_SECONDS * 1_000;
  const making = await probe(server, plan, endMs, () =>
    waitFor('the hour was not rolled up', MOST_SECONDS, async () => {
      const { minute_bytes: bytes = 0 } = await readStoreHealth(server.url);
      return bytes > 0;
    }),
  );
  await server.stop();
  server.spawn();
  await server.waitUntilReady();
  progress.say('the same with nothing to roll up');
  const without = await probe(server, plan, endMs, () => sleep(making.seconds * 1_000));
  await server.stop();
  const parts = readDirectoryParts(server.directory ?? context.directory);
  return {
    samples: ticks * shape.nodes * (shape.podsPerNode + 1) * SAMPLES_A_RECORD,
    cpuSeconds: making.cpuSeconds - without.cpuSeconds,
    making,
    without,
    blockBytes: parts.blocks ?? Number.NaN,
    minuteBytes: parts.minutes ?? Number.NaN,
  };
}

async function sendHour(
  { progress }: BenchContext,
  { shape, connections }: MakingPlan,
  { url }: OwnApiServer,
  firstTick: number,
): Promise<void> {
  const stream = new ReportStream(shape, firstTick);
  const poster = new Poster({ url: `${url}/api/reports`, connections, headers: reportHeaders });
  const ticks = HOUR_SECONDS / shape.intervalSeconds;
  for (let sent = 0; sent < ticks; sent += CHUNK_TICKS) {
    const count = Math.min(CHUNK_TICKS, ticks - sent);
    const bodies = await stream.prepare(count, () => undefined);
    await replay(bodies, poster, connections, () =>
      progress.step(() => `sent ${poster.accepted} of ${ticks * shape.nodes} reports`),
    );
  }
  poster.assertAllAccepted();
  poster.close();
  await stream.close();
}

/** Small questions about the last minutes of the hour until `over`. */
async function probe(
  server: OwnApiServer,
  { shape, rate }: MakingPlan,
  endMs: number,
  over: () => Promise<void>,
): Promise<StartProbe> {
  const { namespace } = createApiQueries(shape, windowUntil(endMs));
  const urls = [`${server.url}${namespace.path(0)}&fields=memory_bytes`];
  const start = performance.now();
  const cpu = readCpuSeconds(server.pid);
  const { milliseconds } = await runProbeUntil({ urls, everyMs: 1_000 / rate }, over());
  return {
    seconds: (performance.now() - start) / 1_000,
    cpuSeconds: readCpuSeconds(server.pid) - cpu,
    requests: milliseconds.length,
    p50Ms: computePercentile(milliseconds, 0.5),
    p99Ms: computePercentile(milliseconds, 0.99),
    worstMs: computePercentile(milliseconds, 1),
  };
}

/** @throws BenchError with `failure` when it takes longer than `mostSeconds` */
export async function waitFor(
  failure: string,
  mostSeconds: number,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + mostSeconds * 1_000;
  while (!(await isDone())) {
    if (performance.now() > deadline) throw new BenchError(`After ${mostSeconds} s ${failure}.`);
    await sleep(POLL_MS);
  }
}
