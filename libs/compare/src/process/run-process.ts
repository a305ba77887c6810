import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { CommandError } from '../command-error';

/** How a program is run. */
export interface RunOptions {
  /** Text for its standard input. */
  readonly input?: string;
  /** A file as its standard input, instead of `input`. */
  readonly inputFile?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** After so long it is ended with SIGKILL; 60 s by default, 0 = never. */
  readonly timeoutMs?: number;
  /** Called with every line it writes, of both outputs. */
  readonly onLine?: (line: string) => void;
  /** It shares our terminal: what it writes is not kept. */
  readonly interactive?: boolean;
}

/** How a program ended and what it wrote. */
export interface ProcessResult {
  /** Exit code; null when a signal or the time-out ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const running = new Set<ChildProcess>();

/** Ends every program that still runs; for the moment the command itself is interrupted. */
export function killRunning(): void {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Starts a program that goes on beside the command.
 * Its `error` event tells when there is no such program.
 */
export function startProcess(words: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(words[0], words.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] });
  track(child);
  return child;
}

/**
 * Runs a program to its end. A code other than 0 is a result, not an error.
 * @throws CommandError when there is no such program
 */
export function runProcess(
  words: readonly string[],
  options: RunOptions = {},
): Promise<ProcessResult> {
  const { input, inputFile, env, cwd, timeoutMs = DEFAULT_TIMEOUT_MS, interactive } = options;
  const fd = inputFile === undefined ? undefined : openSync(inputFile, 'r');
  const output = interactive === true ? 'inherit' : 'pipe';
  const child = spawn(words[0], words.slice(1), {
    env,
    cwd,
    stdio: [interactive === true ? 'inherit' : (fd ?? 'pipe'), output, output],
  });
  if (fd !== undefined) closeSync(fd);
  track(child);
  // A program that ends before it has read its input closes the pipe; its exit code tells.
  child.stdin?.on('error', () => undefined).end(input ?? '');
  const stdout = collect(child.stdout, options.onLine);
  const stderr = collect(child.stderr, options.onLine);
  return new Promise((resolve, reject) => {
    let timedOut = false;
    const timer =
      timeoutMs === 0
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    child.once('error', (cause) => {
      clearTimeout(timer);
      reject(cannotStart(words[0], cause));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout: stdout(), stderr: stderr(), timedOut });
    });
  });
}

function track(child: ChildProcess): void {
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
}

/** Gathers a stream's text and hands on its lines. @returns the text so far */
function collect(
  stream: NodeJS.ReadableStream | null,
  onLine: ((line: string) => void) | undefined,
): () => string {
  const pieces: string[] = [];
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (piece: string) => {
    pieces.push(piece);
    if (onLine === undefined) return;
    const lines = (rest + piece).split(/\r?\n|\r/);
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  stream?.on('end', () => {
    if (rest !== '') onLine?.(rest);
  });
  return () => pieces.join('');
}

function cannotStart(program: string, cause: Error): CommandError {
  const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return new CommandError(
    isMissing
      ? `There is no program "${program}".`
      : `"${program}" cannot be started: ${cause.message}`,
    {
      cause,
      fault: 'missing',
      remedy:
        'Is it installed and in PATH? (`npm run k8s -- setup-env` checks what a checkout needs.)',
    },
  );
}
