import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './debian-program';
import { findFreePort } from './free-port';
import { ProcessGroup, type StartedProcess } from './process-group';
import { ProgramError } from './program-error';

/** A server under a loaded machine takes its time. */
const TEST_TIMEOUT_MS = 120_000;

/** Longer than the server keeps what it remembers of questions. */
const FLUSH_TIMEOUT_MS = 60_000;

const PACKAGE = { packageName: 'victoria-metrics', program: /^victoria-?metrics/ };

/** Path of the program, or why there is none. In CI it must be there. */
function find(): { readonly path: string } | { readonly reason: string } {
  try {
    // Where we are root the package is installed: a few seconds, once a machine.
    return { path: findProgram(PACKAGE, true, (text) => process.stderr.write(`${text}\n`)) };
  } catch (error) {
    if (!(error instanceof ProgramError) || process.env.CI === 'true') throw error;
    return { reason: error.message };
  }
}

/**
 * A block of tests that need a real VictoriaMetrics. Without one they fail in CI (CI=true);
 * elsewhere one skipped test says why they have not run.
 */
export function describeWithVictoriaMetrics(
  name: string,
  tests: (start: () => Promise<VictoriaMetricsServer>) => void,
): void {
  const found = find();
  describe(name, () => {
    if ('reason' in found) {
      // Lists of many suites do not name single tests.
      process.stderr.write(`${name}: not run: ${found.reason}\n`);
      it.skip(`not run: ${found.reason}`, () => undefined);
      return;
    }
    jest.setTimeout(TEST_TIMEOUT_MS);
    const servers: VictoriaMetricsServer[] = [];
    tests(async () => {
      const server = await VictoriaMetricsServer.start(found.path);
      servers.push(server);
      return server;
    });
    afterAll(async () => {
      for (const server of servers) await server.remove();
    });
  });
}

/** A VictoriaMetrics of its own on a scratch directory; it can be killed and started again there. */
export class VictoriaMetricsServer {
  private readonly processes = new ProcessGroup();
  private started: StartedProcess | undefined;

  private constructor(
    private readonly path: string,
    private readonly directory: string,
    private readonly port: number,
  ) {}

  static async start(path: string): Promise<VictoriaMetricsServer> {
    const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-victoria-'));
    const server = new VictoriaMetricsServer(path, directory, await findFreePort());
    await server.startAgain();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process on the same directory and port. */
  async startAgain(): Promise<void> {
    this.started = this.processes.start({
      name: 'VictoriaMetrics',
      command: this.path,
      args: [
        `-httpListenAddr=127.0.0.1:${this.port}`,
        `-storageDataPath=${this.directory}`,
        '-retentionPeriod=2d',
        '-loggerLevel=ERROR',
        '-memory.allowedBytes=128MB',
      ],
    });
    await this.started.waitForHttp(`${this.url}/health`);
  }

  /**
   * Makes all that was written visible to questions, also to those that were asked before. The
   * server remembers for ten seconds which series a question is about, and a flush makes it
   * forget only when it has itself found new series to flush, not when the server had
   * done so a moment before. So a series of our own, asked for before it is there, shows when
   * what was remembered is forgotten.
   */
  async flush(): Promise<void> {
    const deadline = performance.now() + FLUSH_TIMEOUT_MS;
    for (let isShown = false; !isShown; isShown = await this.flushOnce()) {
      if (performance.now() > deadline) throw new ProgramError('VictoriaMetrics does not flush');
    }
  }

  /** Ends the process as a crash would. */
  async kill(): Promise<void> {
    await this.started?.stop('SIGKILL');
  }

  /** Ends the process as an update would: it writes down what it holds. */
  async stop(): Promise<void> {
    await this.started?.stop();
  }

  async remove(): Promise<void> {
    await this.processes.stopAll();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** @returns whether what was written before shows now, also in questions asked before */
  private async flushOnce(): Promise<boolean> {
    const mark = `flush_mark{id="${randomUUID()}"}`;
    const isShown = async () => {
      const body = new URLSearchParams({ 'match[]': mark });
      return (await this.ask('/api/v1/export', { method: 'POST', body })) !== '';
    };
    await isShown();
    await this.ask('/api/v1/import/prometheus', { method: 'POST', body: `${mark} 1\n` });
    await this.ask('/internal/force_flush');
    return isShown();
  }

  /** @throws ProgramError when the answer is an error */
  private async ask(path: string, request?: RequestInit): Promise<string> {
    const response = await fetch(`${this.url}${path}`, request);
    const text = await response.text();
    if (response.ok) return text;
    throw new ProgramError(`VictoriaMetrics answered ${path} with ${response.status}: ${text}`);
  }
}
