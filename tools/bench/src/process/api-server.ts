import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from '../bench-error';
import type { BenchContext } from '../context';
import { getJson } from '../http/timed-get';
import { writePodList } from '../report/identity-list';
import type { ClusterShape } from '../workload/topology';

/** Ends the process in a way that lets `--cpu-prof` write its file. */
const PROFILE_SIGNAL = 'SIGUSR2';
const END_ON_SIGNAL = `data:text/javascript,process.once("${PROFILE_SIGNAL}",()=>process.exit(0))`;

/** The series limit is not what is measured here. */
const MAX_SERIES = 1_000_000_000;

/** A running API server. */
export interface ApiServer {
  readonly url: string;
  /** Undefined: it was there before and its process is not known, so its CPU time is not measured. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface ApiServerOptions {
  /** Bundle of the server, relative to the workspace. */
  readonly file: string;
  /** Arguments of node, before the script. */
  readonly nodeArguments: readonly string[];
  readonly shape: ClusterShape;
  readonly retentionSeconds: number;
  /** `disk`: in a directory that goes with the benchmark. */
  readonly store: 'memory' | 'disk';
  /** Directory for a CPU profile; undefined = none is made. */
  readonly profile: string | undefined;
}

/** What /health says of the store. */
export interface StoreHealth {
  readonly nodes: number;
  readonly pods: number;
  readonly series: number;
  readonly open_windows: number;
  readonly sealed_windows: number;
  readonly open_bytes: number;
  readonly sealed_samples: number;
  readonly sealed_bytes: number;
  /** What is on the disk, where there is a directory. */
  readonly journal_bytes?: number;
  readonly block_bytes?: number;
  readonly names_bytes?: number;
}

/**
 * Starts the API server on a free port, as the manifests do, with the names of the played
 * cluster in a file.
 * @throws BenchError when it is not built or does not start
 */
export async function startApiServer(
  context: BenchContext,
  { file, nodeArguments, shape, retentionSeconds, store, profile }: ApiServerOptions,
): Promise<ApiServer> {
  const script = join(context.workspace, file);
  if (!existsSync(script)) {
    throw new BenchError(
      `${file} is not there. Build it: node tools/workspace/bundle.mjs api (npm run bench does).`,
    );
  }
  const identityFile = join(context.directory, 'pods.json');
  writePodList(identityFile, shape);
  const profiling =
    profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profile}`, '--import', END_ON_SIGNAL];
  const started = context.processes.start({
    name: 'The API server',
    command: process.execPath,
    args: [...nodeArguments, ...profiling, script],
    env: {
      HOST: '127.0.0.1',
      PORT: '0',
      COLLECT_INTERVAL: String(shape.intervalSeconds),
      RETENTION_SECONDS: String(retentionSeconds),
      STORAGE_DIR: store === 'disk' ? join(context.directory, 'store') : '',
      MAX_SERIES: String(MAX_SERIES),
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: identityFile,
      LOG_LEVEL: 'warn',
    },
  });
  const [, url] = await started.waitForOutput(/listens on (http:\S+)/);
  const signal = profile === undefined ? 'SIGTERM' : PROFILE_SIGNAL;
  return { url, pid: started.pid, stop: () => started.stop(signal) };
}

/** Reports the server at `url` was sent twice, since its start. @throws BenchError */
export async function readDuplicates(url: string): Promise<number> {
  const { ingest } = await getJson<{ ingest: { duplicate?: number } }>(`${url}/health`);
  return ingest.duplicate ?? 0;
}

/** What the store of the server at `url` holds. @throws BenchError */
export async function readStoreHealth(url: string): Promise<StoreHealth> {
  const { store } = await getJson<{ store: StoreHealth }>(`${url}/health`);
  return store;
}
