#!/usr/bin/env node
import { homedir } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCleanUps, killRunning } from '@kubemonitor/compare';
import { EXIT, type ExitCode } from './exit-codes';
import { runProgram } from './run-program';
import type { Surroundings } from './surroundings';
import { toOutput } from './terminal/process-output';

/** As a plug-in of kubectl the program is found by its name, and called as a part of kubectl. */
function nameOfProgram(path: string): string {
  return /^kubectl-monitor(\.c?js)?$/.test(basename(path)) ? 'kubectl monitor' : 'kubemonitor';
}

async function main(): Promise<ExitCode> {
  const cleanUps = createCleanUps();
  let isInterrupted = false;
  const interrupted = new Promise<void>((resolve) => {
    const end = (): void => {
      isInterrupted = true;
      resolve();
      killRunning();
      void cleanUps.run().finally(() => process.exit(EXIT.interrupted));
    };
    process.once('SIGINT', end).once('SIGTERM', end);
  });
  // Without a listener a reader that goes away would end us with a stack trace.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const surroundings: Surroundings = {
    programName: nameOfProgram(process.argv[1]),
    env: process.env,
    homeDirectory: homedir(),
    stdout: toOutput(process.stdout, process.env),
    stderr: toOutput(process.stderr, process.env),
    stdin: process.stdin,
    now: Date.now,
    sleep: (milliseconds) => sleep(milliseconds),
    defer: cleanUps.defer,
    interrupted,
  };
  try {
    const code = await runProgram(process.argv.slice(2), surroundings);
    return isInterrupted ? EXIT.interrupted : code;
  } finally {
    await cleanUps.run();
  }
}

void main().then((code) => {
  killRunning();
  process.exit(code);
});
