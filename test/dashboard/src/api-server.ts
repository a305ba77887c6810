import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findFreePort, ProcessGroup, type StartedProcess } from '@kubemonitor/peer-programs';
import type { Report } from '@kubemonitor/metrics-model';

/** Where the programs are that are tested. */
export const DIST = join(findWorkspace(__dirname), 'dist');
const API = join(DIST, 'api/main.cjs');
const COLLECTOR = join(DIST, 'collector/main.cjs');

/** An API server in a process of its own, as it is built, with the dashboard in it. */
export class ApiServer {
  private readonly processes = new ProcessGroup();
  private process: StartedProcess | undefined;

  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /**
   * @param env variables besides those for its place
   * @param given recorded lists, each of another kind, that name the pods
   */
  static async start(
    env: Readonly<Record<string, string>>,
    given: readonly { readonly kind: string }[] = [],
  ): Promise<ApiServer> {
    const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-dashboard-'));
    const lists = given.map((list) => {
      const path = join(directory, `${list.kind}.json`);
      writeFileSync(path, JSON.stringify(list));
      return path;
    });
    const server = new ApiServer(directory, await findFreePort(), {
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      STORAGE_DIR: join(directory, 'store'),
      ...(given.length > 0 ? { IDENTITY_SOURCE: 'file', IDENTITY_FILE: lists.join(',') } : {}),
      ...env,
    });
    await server.run();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, again at its address and with its store. */
  async run(): Promise<void> {
    this.process = this.processes.start({
      name: 'the API',
      command: process.execPath,
      args: [API],
      env: { ...this.env, PORT: String(this.port) },
    });
    await this.process.waitForOutput(/listens on (http:\S+)/);
  }

  /** Ends it: nobody listens at its address. */
  async end(): Promise<void> {
    await this.process?.stop();
  }

  /** A collector that reads this very machine. */
  startCollector(node: string, intervalSeconds: number): void {
    this.processes.start({
      name: 'the collector',
      command: process.execPath,
      args: [COLLECTOR],
      env: {
        NODE_NAME: node,
        API_SERVER_URL: this.url,
        COLLECT_INTERVAL: String(intervalSeconds),
        HEALTH_PORT: '0',
        LOG_LEVEL: 'error',
      },
    });
  }

  /** Sends reports, those of a node one after another. @throws Error unless they are taken */
  async send(reports: Iterable<Report>): Promise<void> {
    const byNode = new Map<string, Report[]>();
    for (const report of reports) {
      byNode.set(report.node, [...(byNode.get(report.node) ?? []), report]);
    }
    await Promise.all([...byNode.values()].map((list) => this.sendInOrder(list)));
  }

  /** An answer of the REST interface. @throws Error when it is no success */
  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Ends all it has started and removes its files. */
  async remove(): Promise<void> {
    await this.processes.stopAll();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async sendInOrder(reports: readonly Report[]): Promise<void> {
    for (const report of reports) {
      const response = await fetch(`${this.url}/api/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(report),
      });
      if (!response.ok) throw new Error(`report: ${response.status} ${await response.text()}`);
    }
  }
}

/** The folder of nx.json above `folder`: these lines are run from their sources and from a bundle. */
function findWorkspace(folder: string): string {
  return existsSync(join(folder, 'nx.json')) ? folder : findWorkspace(dirname(folder));
}
