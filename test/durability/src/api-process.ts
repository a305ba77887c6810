import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** The server as it is shipped. */
export const MAIN = join(__dirname, '../../../dist/api/main.cjs');
const START_TIMEOUT_MS = 100_000;

/** Seconds between two ticks: short, so that many windows fit a test. */
export const INTERVAL_SECONDS = 1;

const running = new Set<ChildProcess>();

/** An API server with a store directory, started from its bundle as a user would. */
export class ApiProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly output: () => string,
    private readonly exited: Promise<number | null>,
  ) {}

  /** @throws Error with the server's output when it does not come up */
  static async start(env: Readonly<Record<string, string>>): Promise<ApiProcess> {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        COLLECT_INTERVAL: String(INTERVAL_SECONDS),
        MAX_POINTS: '100000',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let written = '';
    running.add(child);
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    void exited.then(() => running.delete(child));
    const url = await new Promise<string>((resolve, reject) => {
      const look = (piece: Buffer) => {
        written += piece.toString();
        const match = /listens on (http:\S+)/.exec(written);
        if (match !== null) resolve(match[1]);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void exited.then(() => reject(new Error(written)));
      setTimeout(() => reject(new Error(written)), START_TIMEOUT_MS).unref();
    });
    return new ApiProcess(child, url, () => written, exited);
  }

  /** What it has written to both outputs so far. */
  get log(): string {
    return this.output();
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** @returns status and body; undefined when the server died before it answered */
  async post(path: string, body: unknown): Promise<{ status: number; body: unknown } | undefined> {
    try {
      const response = await fetch(this.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return undefined;
    }
  }

  /** Ends all that run still: a spec that fails leaves none behind. */
  static killAll(): void {
    for (const child of running) child.kill('SIGKILL');
  }

  /** Ends it as a crash would: nothing of it runs on. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Ends it in good order. @returns its exit code */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited;
  }
}
