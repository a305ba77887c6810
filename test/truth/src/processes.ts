import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const WORKSPACE = join(__dirname, '../../..');
const START_TIMEOUT_MS = 100_000;

type Environment = Readonly<Record<string, string>>;

/** A program of ours, started from its bundle as a user would. */
export interface Program {
  readonly process: ChildProcess;
  /** Everything it has written to both outputs so far. */
  readonly output: () => string;
  /** Resolves with its exit code. */
  readonly exited: Promise<number | null>;
}

/** Starts `dist/<app>/main.cjs`. */
export function start(app: 'api' | 'collector', args: string[], env: Environment): Program {
  const child = spawn(process.execPath, [join(WORKSPACE, 'dist', app, 'main.cjs'), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (piece: string) => (written += piece));
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { process: child, output: () => written, exited };
}

/** An API server on a port of its own. */
export class ApiServer {
  private constructor(
    readonly program: Program,
    readonly url: string,
  ) {}

  /** @throws Error with the server's output when it does not come up */
  static async start(env: Environment): Promise<ApiServer> {
    const program = start('api', [], { PORT: '0', ...env });
    const url = await new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = /listens on (http:\S+)/.exec(program.output());
        if (match !== null) resolve(match[1]);
      };
      program.process.stdout?.on('data', look);
      void program.exited.then(() => reject(new Error(program.output())));
      setTimeout(() => reject(new Error(program.output())), START_TIMEOUT_MS).unref();
    });
    return new ApiServer(program, url);
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async stop(): Promise<number | null> {
    this.program.process.kill('SIGTERM');
    return this.program.exited;
  }
}

/** Runs the collector to its end. @returns its exit code and output */
export async function runCollector(
  args: string[],
  env: Environment,
): Promise<{ code: number | null; output: string }> {
  const program = start('collector', args, env);
  const code = await program.exited;
  return { code, output: program.output() };
}
