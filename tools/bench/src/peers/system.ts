import type { BenchContext } from '../context';
import { Poster } from '../http/poster';
import { reportHeaders } from '../http/report-headers';
import { getJson } from '../http/timed-get';
import { WINDOW_UNTIL_NOW, createApiQueries, listAskedNamespaces } from '../measure/api-queries';
import type { OwnApiServer } from '../process/api-server';
import { waitUntilIdle } from '../process/idle';
import { waitUntilSealed } from '../process/sealing';
import type { TickBodies } from '../pace/tick-bodies';
import { ReportStream } from '../report/report-stream';
import type { ClusterShape } from '../workload/topology';
import { readOwnSums, readPromqlSums, type Sums } from './answer-check';
import type { Engine } from './engine';
import { memoryPromqlPath, smallPromqlPath } from './promql';
import { PLAYED_WRITE_HEADERS, RemoteWriteStream } from './remote-write-stream';

/** What our own server is called. */
export const OWN_NAME = 'kubemonitor';

/** One of the systems that are sent the same samples. */
export interface System {
  readonly name: string;
  /** Another one after a restart. */
  readonly pid: number;
  readonly url: string;
  readonly poster: Poster;
  /** Where its data are; undefined = in memory only. */
  readonly directory: string | undefined;
  /** The first tick it is sent. */
  readonly firstTick: number;
  /** Round of ingest, counted from 1, it is sent samples from on: engines may get a shorter stretch. */
  readonly firstRound: number;
  /** The next ticks in the form it takes them. */
  take(count: number): Promise<readonly TickBodies[]>;
  /** Waits until it has done what it put off, at most so many seconds. */
  settle(mostSeconds: number): Promise<void>;
  /** As an Engine does. */
  compact(): Promise<number | undefined>;
  /** Path of what is a small question to it, turn by turn. */
  smallPath(turn: number): string;
  /** Path of the memory of all namespaces in [firstTick, lastTick], tick by tick. */
  memoryPath(firstTick: number, lastTick: number): string;
  /** Reads an answer to that. */
  readMemory(url: string): Promise<Sums>;
  kill(): Promise<void>;
  spawn(): void;
  close(): Promise<void>;
}

/** The last tick a system was sent. */
export function lastTickOf({ firstTick, poster }: System, { nodes }: ClusterShape): number {
  return firstTick + poster.accepted / nodes - 1;
}

/** How a system begins. */
export interface SystemStart {
  readonly firstTick: number;
  readonly connections: number;
  readonly firstRound: number;
}

/** Our API server as a system. */
export function createOwnSystem(
  { progress }: Pick<BenchContext, 'progress'>,
  server: OwnApiServer,
  shape: ClusterShape,
  { firstTick, connections }: Omit<SystemStart, 'firstRound'>,
): System {
  const stream = new ReportStream(shape, firstTick);
  const poster = new Poster({
    url: `${server.url}/api/reports`,
    connections,
    headers: reportHeaders,
  });
  const { small } = createApiQueries(shape, WINDOW_UNTIL_NOW);
  return {
    name: OWN_NAME,
    get pid() {
      return server.pid;
    },
    url: server.url,
    poster,
    directory: server.directory,
    firstTick,
    firstRound: 1,
    take: (count) =>
      stream.prepare(count, (done) => {
        if (count > 1) progress.step(() => `preparing reports: ${done} of ${count} ticks`);
      }),
    settle: (seconds) => waitUntilSealed(server.url, seconds),
    // Its windows are in their final form when they are sealed.
    compact: () => Promise.resolve(undefined),
    smallPath: small.path,
    memoryPath: (first, last) => memoryPath(shape, first, last),
    readMemory: async (url) => readOwnSums(await getJson(url)),
    kill: () => server.kill(),
    spawn: () => server.spawn(),
    async close() {
      poster.close();
      await stream.close();
      await server.stop();
    },
  };
}

/** A peer as a system. `skipped` = ticks of the played time it is not sent. */
export function createPeerSystem(
  engine: Engine,
  shape: ClusterShape,
  { firstTick, connections, firstRound, skipped }: SystemStart & { readonly skipped: number },
): System {
  const stream = new RemoteWriteStream(shape, firstTick);
  stream.skip(skipped);
  const asked = listAskedNamespaces(shape);
  const poster = new Poster({
    url: engine.writeUrl,
    connections,
    headers: () => ({ ...PLAYED_WRITE_HEADERS }),
  });
  return {
    name: engine.name,
    get pid() {
      return engine.pid;
    },
    url: engine.url,
    poster,
    directory: engine.directory,
    firstTick: firstTick + skipped,
    firstRound,
    take: (count) => Promise.resolve(stream.take(count)),
    async settle(seconds) {
      await engine.flush();
      await waitUntilIdle(engine.pid, seconds);
    },
    compact: () => engine.compact(),
    smallPath: (turn) => smallPromqlPath(asked[turn % asked.length]),
    memoryPath: (first, last) => memoryPromqlPath(shape, first, last),
    readMemory: async (url) => readPromqlSums(await getJson(url), shape.intervalSeconds * 1_000),
    kill: () => engine.kill(),
    spawn: () => engine.spawn(),
    async close() {
      poster.close();
      await engine.stop();
    },
  };
}

function memoryPath(
  { intervalSeconds }: ClusterShape,
  firstTick: number,
  lastTick: number,
): string {
  const at = (tick: number): string => new Date(tick * intervalSeconds * 1_000).toISOString();
  return `/api/namespaces?limit=0&start=${at(firstTick)}&end=${at(lastTick + 1)}&fields=memory_bytes`;
}
