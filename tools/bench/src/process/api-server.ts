import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '@kubemonitor/peer-programs';
import { BenchError } from '../bench-error';
import type { BenchContext } from '../context';
import { getJson } from '../http/timed-get';
import { writePodList } from '../report/identity-list';
import type { ClusterShape } from '../workload/topology';
import { RestartableProcess } from './restartable';

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

/** An API server of our own: it can be killed and comes back at the same address. */
export interface OwnApiServer extends ApiServer {
  readonly pid: number;
  /** Its store's directory; undefined = memory only. */
  readonly directory: string | undefined;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again without waiting for it. */
  spawn(): void;
  waitUntilReady(): Promise<void>;
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
  /** Variables beside those the other options stand for. */
  readonly environment?: Readonly<Record<string, string>>;
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
  readonly minute_bytes?: number;
  readonly hour_bytes?: number;
  readonly names_bytes?: number;
}

/**
 * Starts the API server on a free port, as the manifests do, with the names of the played
 * cluster in a file.
 * @throws BenchError when it is not built or does not start
 */
export async function startApiServer(
  context: BenchContext,
  options: ApiServerOptions,
): Promise<OwnApiServer> {
  const { file, nodeArguments, shape, store, profile } = options;
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
  const directory = store === 'disk' ? join(context.directory, 'store') : undefined;
  const port = await findFreePort();
  const running = new RestartableProcess(context.processes, {
    name: 'The API server',
    command: process.execPath,
    args: [...nodeArguments, ...profiling, script],
    env: { ...describeEnvironment(options, directory, identityFile), PORT: String(port) },
  });
  const waitUntilReady = async (): Promise<void> => {
    await running.current.waitForOutput(LISTENS);
  };
  await waitUntilReady();
  return {
    url: `http://127.0.0.1:${port}`,
    directory,
    get pid() {
      return running.pid;
    },
    kill: () => running.kill(),
    spawn: () => running.spawn(),
    waitUntilReady,
    stop: () => running.stop(profile === undefined ? 'SIGTERM' : PROFILE_SIGNAL),
  };
}

const LISTENS = /listens on (http:\S+)/;

function describeEnvironment(
  { shape, retentionSeconds, environment }: ApiServerOptions,
  directory: string | undefined,
  identityFile: string,
): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    COLLECT_INTERVAL: String(shape.intervalSeconds),
    RETENTION_SECONDS: String(retentionSeconds),
    STORAGE_DIR: directory ?? '',
    MAX_SERIES: String(MAX_SERIES),
    IDENTITY_SOURCE: 'file',
    IDENTITY_FILE: identityFile,
    LOG_LEVEL: 'warn',
    ...environment,
  };
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
