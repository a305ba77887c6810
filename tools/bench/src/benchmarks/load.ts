import { choice, number, text } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import { BenchError, UsageError } from '../bench-error';
import type { BenchContext } from '../context';
import { Poster } from '../http/poster';
import { reportHeaders } from '../http/report-headers';
import { IngestMark } from '../measure/ingest';
import type { Outcome } from '../output/outcome';
import { formatCount } from '../output/table';
import { replay } from '../pace/replay';
import { sendAtRealPace } from '../pace/real-pace';
import { readUsage } from '../process/proc-usage';
import {
  readDuplicates,
  readStoreHealth,
  startApiServer,
  type ApiServer,
} from '../process/api-server';
import { waitUntilSealed } from '../process/sealing';
import { ReportStream } from '../report/report-stream';
import { RECORD_VALUES } from '../workload/metrics';
import type { ClusterShape } from '../workload/topology';
import {
  CLUSTER_OPTIONS,
  RESULT_OPTIONS,
  recordsPerReport,
  toServerOptions,
  toShape,
} from './cluster-options';
import { describeLoad, type LoadFigures } from './load-text';

/** Options of `load`. */
export const LOAD_OPTIONS = {
  ...CLUSTER_OPTIONS,
  ticks: number('ticks sent', { fallback: 120, min: 1, max: 900 }),
  'warm-up': number('ticks sent before, which are not measured', { fallback: 2, min: 0, max: 100 }),
  pace: choice(
    'replay history that ends now, or send each tick at its time',
    ['fast', 'real'],
    'fast',
  ),
  spread: number('at real pace: seconds over which the reports of a tick are spread', {
    fallback: 4,
    min: 0,
    max: 300,
  }),
  settle: number('most seconds to wait after the load until everything is sealed', {
    fallback: 25,
    min: 0,
    max: 600,
  }),
  url: text('load this server instead of starting one', 'a URL'),
  pid: text('process of the server at --url, to measure what it uses', 'a process id'),
  ...RESULT_OPTIONS,
} as const;

export type LoadOptions = Environment<typeof LOAD_OPTIONS>;

/** Retention must cover the history and the time it takes to prepare and send it. */
const SPARE_RETENTION_SECONDS = 1_800;

/** Plays a cluster against an API server and measures what the server uses. */
export async function runLoad(context: BenchContext, options: LoadOptions): Promise<Outcome> {
  const shape = toShape(options);
  const server = await openServer(context, shape, options);
  const poster = new Poster({
    url: `${server.url}/api/reports`,
    connections: options.connections,
    headers: reportHeaders,
  });
  const samples = recordsPerReport(shape) * RECORD_VALUES;
  const before = server.pid === undefined ? undefined : readUsage(server.pid);
  const duplicates = await readDuplicates(server.url);
  let mark = new IngestMark(poster, server.pid, samples);
  const onStart = (): void => {
    mark = new IngestMark(poster, server.pid, samples);
  };
  const run = { context, shape, options, poster, onStart };
  const worstDelayMs = options.pace === 'real' ? await sendLive(run) : await sendHistory(run);
  const sent = mark.since();
  poster.assertAllAccepted();
  if ((await readDuplicates(server.url)) > duplicates) {
    throw new BenchError(
      'The server had some of these reports before, so they cost it less: restart it, or wait for newer ticks.',
    );
  }
  context.progress.say('waiting until everything is sealed');
  await waitUntilSealed(server.url, options.settle);
  const figures: LoadFigures = {
    sent,
    settled: mark.since(),
    allSamples: poster.accepted * samples,
    before,
    after: server.pid === undefined ? undefined : readUsage(server.pid),
    health: await readStoreHealth(server.url),
    worstDelayMs,
  };
  poster.close();
  await server.stop();
  return { text: describeLoad(shape, options, figures), figures };
}

function openServer(
  context: BenchContext,
  shape: ClusterShape,
  options: LoadOptions,
): Promise<ApiServer> {
  const { url, pid } = options;
  if (url !== undefined) {
    if (pid !== undefined && !/^\d+$/.test(pid))
      throw new UsageError(`--pid "${pid}" is no number`);
    const known = pid === undefined ? undefined : Number(pid);
    return Promise.resolve({
      url: url.replace(/\/+$/, ''),
      pid: known,
      stop: async () => undefined,
    });
  }
  const total = options.ticks + options['warm-up'];
  const retentionSeconds = shape.intervalSeconds * total + SPARE_RETENTION_SECONDS;
  context.progress.say('starting the API server');
  return startApiServer(context, toServerOptions(options, shape, retentionSeconds));
}

/** A load that is under way. */
interface LoadRun {
  readonly context: BenchContext;
  readonly shape: ClusterShape;
  readonly options: LoadOptions;
  readonly poster: Poster;
  /** Called when the warm-up is over: measuring begins. */
  readonly onStart: () => void;
}

/** Prepares all reports of a history that ends now, then sends them. */
async function sendHistory({
  context,
  shape,
  options,
  poster,
  onStart,
}: LoadRun): Promise<undefined> {
  const { progress } = context;
  const { ticks, 'warm-up': warmUp, connections } = options;
  const total = ticks + warmUp;
  const lastTick = Math.floor(Date.now() / 1_000 / shape.intervalSeconds);
  const stream = new ReportStream(shape, lastTick - total + 1);
  const prepared = await stream.prepare(total, (done) =>
    progress.step(() => `preparing reports: ${done} of ${total} ticks`),
  );
  await stream.close();
  await replay(prepared.slice(0, warmUp), poster, connections, () => undefined);
  progress.say(`sending ${formatCount(ticks * shape.nodes)} reports`);
  onStart();
  await replay(prepared.slice(warmUp), poster, connections, () =>
    progress.step(() => `sent ${formatCount(poster.accepted)} reports`),
  );
}

/** Sends each tick at its time. @returns the generator's worst delay, ms */
async function sendLive({ context, shape, options, poster, onStart }: LoadRun): Promise<number> {
  const { progress } = context;
  const { ticks, 'warm-up': warmUp, spread: spreadSeconds } = options;
  const { intervalSeconds } = shape;
  const firstTick = Math.ceil(Date.now() / 1_000 / intervalSeconds) + 1;
  const stream = new ReportStream(shape, firstTick);
  const end = new AbortController();
  let taken = 0;
  const next = async (): ReturnType<ReportStream['next']> => {
    const tick = await stream.next();
    if (taken === warmUp) onStart();
    taken += 1;
    if (taken === warmUp + ticks) end.abort();
    progress.step(() => `at real pace: tick ${taken} of ${warmUp + ticks}`);
    return tick;
  };
  const live = { intervalSeconds, spreadSeconds, stop: end.signal };
  const { worstDelayMs } = await sendAtRealPace(next, poster, live);
  await stream.close();
  return worstDelayMs;
}
