import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import {
  CommandError,
  Console,
  createCleanUps,
  killRunning,
  mayColour,
  toPlainText,
} from '@kubemonitor/compare';
import { createProgram } from './command-line';
import { EXIT, EXIT_BY_FAULT, type ExitCode } from './exit-codes';
import { LifecycleError } from './lifecycle-error';

/** The bundle lies in `dist/lifecycle`. */
const WORKSPACE = resolve(__dirname, '..', '..');

async function main(): Promise<ExitCode> {
  const cleanUps = createCleanUps();
  const interrupt = (signal: NodeJS.Signals): void => {
    process.stderr.write(`ended by ${signal}; cleaning up\n`);
    killRunning();
    void cleanUps.run().finally(() => process.exit(EXIT.interrupted));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const console = new Console({
    writeOut: (text) => process.stdout.write(text),
    writeProgress: (text) => process.stderr.write(text),
    hasColours: [process.stdout, process.stderr].every((to) => mayColour(to, process.env)),
    now: Date.now,
  });
  let code: ExitCode = EXIT.done;
  const program = createProgram({
    workspace: WORKSPACE,
    env: process.env,
    console,
    defer: cleanUps.defer,
    onExit: (result) => (code = result),
  });
  try {
    await program.parseAsync(process.argv);
    return code;
  } catch (error) {
    return report(error);
  } finally {
    await cleanUps.run();
  }
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  if (!(error instanceof LifecycleError || error instanceof CommandError)) {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.failed;
  }
  const message = error.message.split('\n').map(toPlainText).join('\n');
  process.stderr.write(`error: ${message}\n`);
  if (error.remedy !== undefined) process.stderr.write(`what helps: ${error.remedy}\n`);
  return error instanceof CommandError ? EXIT_BY_FAULT[error.fault] : error.exitCode;
}

void main().then((code) => {
  killRunning();
  process.exit(code);
});
