import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './debian-program';
import { findFreePort } from './free-port';
import { ProcessGroup } from './process-group';
import { ProgramError } from './program-error';

/** A server under a loaded machine takes its time. */
const TEST_TIMEOUT_MS = 120_000;
const WAIT_MS = 60_000;
const POLL_MS = 100;

const PACKAGE_NAME = 'prometheus';

/** Paths of Debian's Prometheus and its linter. */
export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

/** The programs, or why there are none. In CI they must be there. */
function find(): PrometheusPrograms | { readonly reason: string } {
  const path = (program: RegExp) =>
    findProgram({ packageName: PACKAGE_NAME, program }, true, (text) =>
      process.stderr.write(`${text}\n`),
    );
  try {
    return { prometheus: path(/^prometheus$/), promtool: path(/^promtool$/) };
  } catch (error) {
    if (!(error instanceof ProgramError) || process.env.CI === 'true') throw error;
    return { reason: error.message };
  }
}

/**
 * A block of tests that need a real Prometheus. Without one they fail in CI (CI=true);
 * elsewhere one skipped test says why they have not run.
 */
export function describeWithPrometheus(
  name: string,
  tests: (
    start: (config: string, flags?: readonly string[]) => Promise<PrometheusServer>,
    programs: PrometheusPrograms,
  ) => void,
): void {
  const found = find();
  describe(name, () => {
    if ('reason' in found) {
      process.stderr.write(`${name}: not run: ${found.reason}\n`);
      it.skip(`not run: ${found.reason}`, () => undefined);
      return;
    }
    jest.setTimeout(TEST_TIMEOUT_MS);
    const servers: PrometheusServer[] = [];
    tests(async (config, flags) => {
      const server = await PrometheusServer.start(found.prometheus, config, flags);
      servers.push(server);
      return server;
    }, found);
    afterAll(async () => {
      for (const server of servers) await server.remove();
    });
  });
}

/**
 * What Prometheus' linter says of an exposition, a line a finding without the advice it
 * repeats; empty = nothing.
 * @throws ProgramError when it cannot read the text at all
 */
export function lintExposition({ promtool }: PrometheusPrograms, text: string): string[] {
  const { status, stdout, stderr } = spawnSync(promtool, ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  // 3 = there are findings.
  if (status !== 0 && status !== 3) throw new ProgramError(`promtool: ${stderr}${stdout}`);
  return `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
}

/** One series of an answer. */
export interface QueriedSeries {
  readonly metric: Readonly<Record<string, string>>;
  /** The value as Prometheus writes it. */
  readonly value: string;
}

/** A Prometheus of its own on a scratch directory. */
export class PrometheusServer {
  private readonly processes = new ProcessGroup();

  private constructor(
    private readonly directory: string,
    private readonly port: number,
  ) {}

  /**
   * @param config its configuration file, as text
   * @param flags besides those for its place and port
   */
  static async start(
    path: string,
    config: string,
    flags: readonly string[] = [],
  ): Promise<PrometheusServer> {
    const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-prometheus-'));
    writeFileSync(join(directory, 'prometheus.yml'), config);
    const server = new PrometheusServer(directory, await findFreePort());
    await server.run(path, flags);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The answer to an instant query now. @throws ProgramError with what it says is wrong */
  async query(expression: string): Promise<QueriedSeries[]> {
    const response = await fetch(`${this.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: expression }),
    });
    const { data, error } = (await response.json()) as {
      data?: { resultType: string; result: unknown };
      error?: string;
    };
    if (data === undefined) throw new ProgramError(`${expression}: ${error}`);
    if (data.resultType === 'scalar') {
      return [{ metric: {}, value: (data.result as [number, string])[1] }];
    }
    const series = data.result as { metric: Record<string, string>; value: [number, string] }[];
    return series.map(({ metric, value }) => ({ metric, value: value[1] }));
  }

  /**
   * Waits until a query answers with something.
   * @throws ProgramError when it does not in a minute
   */
  async waitFor(expression: string): Promise<QueriedSeries[]> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const result = await this.query(expression);
      if (result.length > 0) return result;
      if (performance.now() > deadline) throw new ProgramError(`no answer: ${expression}`);
      await sleep(POLL_MS);
    }
  }

  async remove(): Promise<void> {
    await this.processes.stopAll();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async run(path: string, flags: readonly string[]): Promise<void> {
    const started = this.processes.start({
      name: 'Prometheus',
      command: path,
      args: [
        `--config.file=${join(this.directory, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(this.directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${this.port}`,
        '--log.level=warn',
        ...flags,
      ],
    });
    await started.waitForHttp(`${this.url}/-/ready`);
  }
}
