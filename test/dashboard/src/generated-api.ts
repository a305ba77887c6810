import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiServer, DIST } from './api-server';

const BENCH = join(DIST, 'bench/main.cjs');

const run = promisify(execFile);

/** Options of the load generator that say which cluster it plays: always the same one. */
const CLUSTER = {
  seed: 7,
  nodes: 100,
  pods: 100,
  namespaces: 20,
  deployments: 200,
  interval: 5,
};

/** Pods of the cluster. */
export const GENERATED_PODS = CLUSTER.nodes * CLUSTER.pods;

/** A server of 10,000 pods, which the load generator plays with a fixed seed. Its clock runs. */
export class GeneratedApi {
  private constructor(
    readonly server: ApiServer,
    private readonly folder: string,
  ) {}

  /** Starts it with so many ticks of history, of which the last is the present one. */
  static async start(ticks: number): Promise<GeneratedApi> {
    const folder = mkdtempSync(join(tmpdir(), 'kubemonitor-generated-'));
    const file = join(folder, 'pods.json');
    await bench('names', { ...CLUSTER, file });
    const server = await ApiServer.start({
      STORAGE_DIR: '',
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: file,
    });
    const api = new GeneratedApi(server, folder);
    await api.load({ ticks, pace: 'fast' });
    return api;
  }

  /** Goes on for so many ticks, each at its time. */
  goOn(ticks: number): Promise<void> {
    return this.load({ ticks, pace: 'real', spread: 1 });
  }

  /** Ends the server. */
  async remove(): Promise<void> {
    await this.server.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private load(options: Readonly<Record<string, string | number>>): Promise<void> {
    const { url } = this.server;
    return bench('load', { ...CLUSTER, url, 'warm-up': 0, settle: 0, ...options });
  }
}

/** Runs a command of the load generator. @throws Error with what it says when it fails */
async function bench(name: string, options: Readonly<Record<string, string | number>>) {
  const args = Object.entries(options).flatMap(([key, value]) => [`--${key}`, String(value)]);
  await run(process.execPath, [BENCH, name, ...args]);
}
