import { COLLECTOR_ENVIRONMENT, EnvironmentError, readEnvironment } from '@kubemonitor/config';
import type { CollectorEnvironment } from '@kubemonitor/config';
import type { Report } from '@kubemonitor/metrics-model';
import { RecordingError } from './clock/recording-clock';
import type { Timers } from './clock/timers';
import { Collector } from './collector';
import { ArgumentError, describeUsage, parseArguments } from './command-line';
import { HealthServer, HealthServerError } from './health/health-server';
import { TickHealth } from './health/tick-health';
import { readMachineFacts } from './host/facts';
import { RepeatGuard, createLogger } from './log';
import type { Logger } from './log';
import { KeptFiles } from './metrics/kept-files';
import { NodeMetrics } from './metrics/node-metrics';
import { NodeReader } from './node-reader';
import { encodeReport } from './report/report';
import { openShipper } from './ship/open-shipper';
import type { Shipper } from './ship/shipper';
import { openHost, openRecording } from './source';
import type { Source } from './source';
import { COLLECTOR_VERSION } from './version';

const EXIT_DONE = 0;
const EXIT_NOT_DELIVERED = 1;
const EXIT_BAD_USAGE = 2;
const MILLISECONDS_PER_SECOND = 1_000;
const LAST_FLUSH_MILLISECONDS = 3_000;

/** The world around the collector's process. */
export interface Surroundings {
  /** Arguments behind the script's name. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes to the standard output. */
  readonly print: (text: string) => void;
  /** Writes to the standard error: the log, and what is wrong with the usage. */
  readonly complain: (text: string) => void;
  readonly timers: Timers;
  /** Aborted by the first signal: finish the tick, flush once, end. */
  readonly stop: AbortSignal;
  /** Script of the child process that asks the machine for facts. */
  readonly factsScript: string;
}

/** The parts of a running collector. */
interface Running {
  readonly source: Source;
  readonly environment: CollectorEnvironment;
  readonly log: Logger;
  readonly guard: RepeatGuard;
  readonly reader: NodeReader;
  /** What Prometheus is answered; undefined = it is not. */
  readonly metrics: NodeMetrics | undefined;
}

/** Runs the collector as the arguments and the environment say; gives the exit code. */
export async function runCollector(surroundings: Surroundings): Promise<number> {
  const faults: string[] = [];
  const args = attempt(() => parseArguments(surroundings.args), faults);
  if (args?.help === true || args?.version === true) {
    surroundings.print(args.help ? describeUsage() : `${COLLECTOR_VERSION}\n`);
    return EXIT_DONE;
  }
  const environment = attempt(
    () => checkPorts(readEnvironment(COLLECTOR_ENVIRONMENT, surroundings.environment)),
    faults,
  );
  const source = attempt(() => openSource(args?.recording, environment), faults);
  if (args === undefined || environment === undefined || source === undefined) {
    surroundings.complain(`collector: ${faults.join('\n')}\nTry --help.\n`);
    return EXIT_BAD_USAGE;
  }
  const running = start(source, environment, surroundings);
  try {
    return args.once
      ? await printOnce(running, surroundings)
      : await collectWithProbes(running, args.ticks, surroundings);
  } catch (error) {
    if (!(error instanceof HealthServerError)) throw error;
    surroundings.complain(`collector: ${error.message}\n`);
    return EXIT_BAD_USAGE;
  } finally {
    running.reader.close();
  }
}

/** What `read` gives; undefined, and its message among the faults, when the usage is wrong. */
function attempt<T>(read: () => T, faults: string[]): T | undefined {
  try {
    return read();
  } catch (error) {
    const isUsageFault =
      error instanceof ArgumentError ||
      error instanceof EnvironmentError ||
      error instanceof RecordingError;
    if (!isUsageFault) throw error;
    faults.push(error.message);
    return undefined;
  }
}

/** @throws EnvironmentError for what cannot be together */
function checkPorts(environment: CollectorEnvironment): CollectorEnvironment {
  if (environment.METRICS && environment.HEALTH_PORT === 0) {
    throw new EnvironmentError(['METRICS="true" needs a HEALTH_PORT']);
  }
  return environment;
}

function openSource(
  recording: string | undefined,
  environment: CollectorEnvironment | undefined,
): Source | undefined {
  if (environment === undefined) return undefined;
  return recording === undefined ? openHost(environment) : openRecording(environment, recording);
}

function start(
  source: Source,
  environment: CollectorEnvironment,
  { complain }: Surroundings,
): Running {
  const guard = new RepeatGuard(Date.now);
  const log = createLogger({
    level: environment.LOG_LEVEL,
    fields: { node: source.origin.node },
    write: complain,
    now: Date.now,
  });
  const kept = environment.METRICS ? new KeptFiles() : undefined;
  const reader = new NodeReader(source.origin.node, source.roots, log, guard, kept);
  const metrics = kept === undefined ? undefined : new NodeMetrics(kept, source.clock);
  return { source, environment, log, guard, reader, metrics };
}

function createCollector(
  { source, reader }: Running,
  timers: Timers,
  ship: (report: Report) => void,
): Collector {
  return new Collector({ origin: source.origin, clock: source.clock, reader, timers, ship });
}

/** Asks the machine for its facts, unless it is not the node or nobody wants them. */
async function learnFacts(
  collector: Collector,
  { source, environment, log }: Running,
  script: string,
  stop: AbortSignal,
): Promise<void> {
  if (source.isRecording || !environment.HOST_FACTS) return;
  const { proc: hostProc } = source.roots;
  collector.learn(await readMachineFacts({ script, hostProc, stop }, log));
}

async function printOnce(running: Running, surroundings: Surroundings): Promise<number> {
  const { print, timers, stop, factsScript } = surroundings;
  const collector = createCollector(running, timers, (report) =>
    print(`${JSON.stringify(report, null, 2)}\n`),
  );
  await learnFacts(collector, running, factsScript, stop);
  collector.tick();
  return EXIT_DONE;
}

/** Collects, and answers the probes of the node's kubelet meanwhile where a port is set. */
async function collectWithProbes(
  running: Running,
  ticks: number | undefined,
  surroundings: Surroundings,
): Promise<number> {
  const { source, environment, metrics } = running;
  const { HEALTH_PORT: port, HEALTH_HOST: host } = environment;
  const health = new TickHealth(source.clock, source.origin.intervalSeconds);
  const isProbed = port !== 0 && !source.isRecording;
  const pages = metrics === undefined ? undefined : (path: string) => metrics.render(path);
  const probes = isProbed ? await HealthServer.open({ port, host }, health, pages) : undefined;
  try {
    return await collect(running, health, ticks, surroundings);
  } finally {
    await probes?.close();
  }
}

async function collect(
  running: Running,
  health: TickHealth,
  ticks: number | undefined,
  { timers, stop, factsScript }: Surroundings,
): Promise<number> {
  const { source, environment, log, guard, metrics } = running;
  const now = source.isRecording ? () => source.clock.wallMilliseconds() : Date.now;
  const shipper = await openShipper(environment, now, timers, log, guard);
  if (metrics !== undefined) metrics.countsOf = () => shipper.counts;
  const collector = createCollector(running, timers, (report) => {
    health.noteTick();
    metrics?.note(report);
    shipper.offer(encodeReport(report));
  });
  const end = new AbortController();
  void learnFacts(collector, running, factsScript, end.signal);
  log.info('started', { interval: source.origin.intervalSeconds, version: COLLECTOR_VERSION });
  if (source.isRecording) collector.tick();
  else await collector.run(stop, ticks);
  end.abort();
  const isCounted = ticks !== undefined && !stop.aborted;
  const isDelivered = isCounted ? await settle(shipper, environment, stop) : true;
  await shipper.close(LAST_FLUSH_MILLISECONDS);
  log.info('ended', { ...shipper.counts });
  return isDelivered || stop.aborted ? EXIT_DONE : EXIT_NOT_DELIVERED;
}

/** Waits for a counted number of reports to be delivered, as long as one send may take. */
function settle(
  shipper: Shipper,
  { SEND_TIMEOUT_SECONDS: seconds }: CollectorEnvironment,
  stop: AbortSignal,
): Promise<boolean> {
  return shipper.settle(seconds * MILLISECONDS_PER_SECOND, stop);
}
