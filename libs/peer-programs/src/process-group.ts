import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgramError } from './program-error';

/** What to start. */
export interface ProcessSpec {
  /** What people call it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const KEPT_CHARACTERS = 4_000;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 50;

/** A process we have started. What it says last is kept for error messages. */
export class StartedProcess {
  readonly pid: number;
  /** Exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  private output = '';
  private isRunning = true;
  /** How it ended. */
  private ending = '';

  constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    this.pid = child.pid ?? 0;
    const keep = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.isRunning = false;
        this.ending = signal ?? `exit code ${code}`;
        resolve(code);
      };
      child.on('exit', end);
      child.on('error', (error) => {
        this.output += error.message;
        end(null, null);
      });
    });
  }

  /**
   * Waits until it has written what matches `pattern`.
   * @throws ProgramError when it ends before or takes too long
   */
  async waitForOutput(pattern: RegExp): Promise<RegExpExecArray> {
    let match: RegExpExecArray | null = null;
    await this.waitFor(() => Promise.resolve((match = pattern.exec(this.output)) !== null));
    if (match === null) throw this.fail('did not say it is ready');
    return match;
  }

  /** Waits until `url` answers with a status below 300. @throws ProgramError */
  waitForHttp(url: string): Promise<void> {
    return this.waitFor(async () => {
      try {
        return (await fetch(url)).ok;
      } catch {
        // Nobody listens yet.
        return false;
      }
    });
  }

  /** An error about it, with what it said last. */
  fail(what: string): ProgramError {
    return new ProgramError(`${this.name} ${what}. It said last:\n${this.output.trimEnd()}`);
  }

  /** Ends it and waits; kills it when it does not end by itself. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isRunning) return;
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends it without waiting: we end ourselves. */
  kill(): void {
    if (this.isRunning) this.child.kill('SIGKILL');
  }

  private async waitFor(isReady: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (!(await isReady())) {
      if (!this.isRunning) throw this.fail(`ended while it started (${this.ending})`);
      if (performance.now() > deadline) throw this.fail('was not ready in time');
      await sleep(POLL_MS);
    }
  }
}

/** The processes of one run: none of them outlives it. */
export class ProcessGroup {
  private readonly started: StartedProcess[] = [];

  start({ name, command, args, env }: ProcessSpec): StartedProcess {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const started = new StartedProcess(name, child);
    this.started.push(started);
    return started;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.started.map((process) => process.stop()));
  }

  killAll(): void {
    for (const process of this.started) process.kill();
  }
}
