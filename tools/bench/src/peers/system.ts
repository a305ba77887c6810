import type { BenchContext } from '../context';
import { Poster } from '../http/poster';
import { reportHeaders } from '../http/report-headers';
import { readStoreHealth, type ApiServer } from '../process/api-server';
import { waitUntilIdle } from '../process/idle';
import { waitUntilSealed } from '../process/sealing';
import type { TickBodies } from '../pace/tick-bodies';
import { ReportStream } from '../report/report-stream';
import type { ClusterShape } from '../workload/topology';
import { readDirectoryBytes } from './directory-size';
import type { Engine } from './engine';
import { PLAYED_WRITE_HEADERS, RemoteWriteStream } from './remote-write-stream';

/** One of the systems that are sent the same samples. */
export interface System {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  readonly poster: Poster;
  /** The next ticks in the form it takes them. */
  take(count: number): Promise<readonly TickBodies[]>;
  /** Bytes it holds for a sample, of `samples` sent: engines on disk, ours sealed in memory. */
  readBytesPerSample(samples: number): Promise<number>;
  /** Waits until it has done what it put off, at most so many seconds. */
  settle(mostSeconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Our API server as a system. */
export function createOwnSystem(
  { progress }: BenchContext,
  server: ApiServer,
  shape: ClusterShape,
  options: { readonly firstTick: number; readonly connections: number },
): System {
  const stream = new ReportStream(shape, options.firstTick);
  const poster = new Poster({
    url: `${server.url}/api/reports`,
    connections: options.connections,
    headers: reportHeaders,
  });
  return {
    name: 'kubemonitor',
    pid: server.pid ?? 0,
    url: server.url,
    poster,
    take: (count) =>
      stream.prepare(count, (done) =>
        progress.step(() => `preparing reports: ${done} of ${count} ticks`),
      ),
    async readBytesPerSample() {
      const { sealed_bytes: bytes, sealed_samples: samples } = await readStoreHealth(server.url);
      return bytes / samples;
    },
    settle: (seconds) => waitUntilSealed(server.url, seconds),
    async close() {
      poster.close();
      await stream.close();
      await server.stop();
    },
  };
}

/** A peer as a system. */
export function createPeerSystem(
  engine: Engine,
  shape: ClusterShape,
  options: { readonly firstTick: number; readonly connections: number },
): System {
  const stream = new RemoteWriteStream(shape, options.firstTick);
  const poster = new Poster({
    url: engine.writeUrl,
    connections: options.connections,
    headers: () => ({ ...PLAYED_WRITE_HEADERS }),
  });
  return {
    name: engine.name,
    pid: engine.pid,
    url: engine.url,
    poster,
    take: (count) => Promise.resolve(stream.take(count)),
    readBytesPerSample: (samples) =>
      Promise.resolve(readDirectoryBytes(engine.directory) / samples),
    async settle(seconds) {
      await engine.flush();
      await waitUntilIdle(engine.pid, seconds);
    },
    close() {
      poster.close();
      return Promise.resolve();
    },
  };
}
