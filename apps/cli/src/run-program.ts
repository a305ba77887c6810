import { CommandError } from '@kubemonitor/compare';
import { StorageError } from '@kubemonitor/storage';
import { CommanderError } from 'commander';
import { EXIT, EXIT_BY_FAULT, type ExitCode } from './exit-codes';
import { toCellText } from './output/plain-text';
import { createProgram } from './program';
import type { Surroundings } from './surroundings';

/** Runs a command line (without program and script) to its end. @returns the exit code; nothing is thrown */
export async function runProgram(
  words: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  try {
    const program = createProgram(surroundings, (result) => (code = result));
    if (words.length === 0) {
      program.outputHelp();
      return EXIT.badUsage;
    }
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return report(error, surroundings);
  }
}

async function report(error: unknown, { stderr }: Surroundings): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badUsage;
  // Whoever read our output has seen enough.
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return EXIT.done;
  if (error instanceof CommandError) {
    await stderr.write(`error: ${toCellText(error.message)}\n`);
    if (error.remedy !== undefined) await stderr.write(`what helps: ${toCellText(error.remedy)}\n`);
    return EXIT_BY_FAULT[error.fault];
  }
  const message = error instanceof Error ? error.message : String(error);
  await stderr.write(`error: ${toCellText(message)}\n`);
  return error instanceof StorageError && error.code === 'unreadable' ? EXIT.notFound : EXIT.failed;
}
