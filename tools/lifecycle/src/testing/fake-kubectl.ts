import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner, Console, Kubectl } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';

/** A script that stands for kubectl: what it is called with is kept, its answers are given. */
export interface FakeKubectl {
  readonly context: LifecycleContext;
  /** What commands printed. */
  readonly printed: string[];
  /** Its calls so far, the time-out of requests left out. */
  readonly calls: () => string[];
  /** Runs what the command has put off, last first. */
  readonly cleanUp: () => Promise<void>;
  readonly remove: () => void;
}

/** An answer by the beginning of the arguments. */
export interface FakeAnswer {
  readonly when: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
}

/** Makes a context whose kubectl is a real child process that answers from a list. */
export function createFakeKubectl(
  answers: readonly FakeAnswer[],
  options: { readonly isDryRun?: boolean } = {},
): FakeKubectl {
  const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-kubectl-'));
  const log = join(directory, 'calls');
  const program = join(directory, 'kubectl');
  writeFileSync(program, toScript(log, answers));
  chmodSync(program, 0o755);
  const printed: string[] = [];
  const write = (text: string): void => void printed.push(text.trimEnd());
  const console = new Console({
    writeOut: write,
    writeProgress: () => undefined,
    hasColours: false,
    now: () => 0,
  });
  const runner = new CommandRunner(options.isDryRun === true, (line) => console.print(line));
  const deferred: (() => Promise<void>)[] = [];
  let now = 0;
  return {
    printed,
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    cleanUp: async () => {
      for (const cleanUp of deferred.reverse()) await cleanUp();
    },
    remove: () => rmSync(directory, { recursive: true }),
    context: {
      workspace: directory,
      env: {},
      console,
      clock: {
        now: () => now,
        sleep: (milliseconds) => Promise.resolve(void (now += milliseconds)),
      },
      runner,
      kubectl: new Kubectl(runner, { program: [program] }),
      namespace: 'kubemonitor',
      confirm: () => Promise.resolve(false),
      defer: (cleanUp) => void deferred.push(cleanUp),
    },
  };
}

function toScript(log: string, answers: readonly FakeAnswer[]): string {
  const cases = answers.map(({ when, stdout = '', stderr = '', code = 0 }) =>
    [
      `  ${quote(when)}*)`,
      `    printf %s ${quote(stdout)}`,
      `    printf %s ${quote(stderr)} >&2`,
      `    exit ${code} ;;`,
    ].join('\n'),
  );
  return [
    '#!/bin/sh',
    '[ "${1#--request-timeout}" = "$1" ] || shift',
    `echo "$*" >> ${quote(log)}`,
    'case "$*" in',
    ...cases,
    'esac',
    'exit 0',
  ].join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
