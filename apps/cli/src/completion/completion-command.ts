import { InvalidArgumentError, type Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Surroundings } from '../surroundings';
import { SHELLS, toScript, type Shell } from './shells';

/** Adds the argument of `completion`. */
export function configureCompletion(command: Command): void {
  command.argument('<shell>', SHELLS.join(', '), parseShell);
}

/** Prints the script of a shell. */
export async function runCompletion(shell: Shell, { stdout }: Surroundings): Promise<ExitCode> {
  await stdout.write(toScript(shell));
  return EXIT.done;
}

function parseShell(text: string): Shell {
  const shell = SHELLS.find((known) => known === text);
  if (shell === undefined) throw new InvalidArgumentError(`One of ${SHELLS.join(', ')}.`);
  return shell;
}
