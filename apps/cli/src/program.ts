import { Command } from 'commander';
import { COMMANDS, type CommandDefinition } from './commands';
import { findCandidates } from './completion/candidates';
import { CONNECTION_HELP } from './connection/connection-options';
import { EXIT_CODE_HELP, type ExitCode } from './exit-codes';
import type { Surroundings } from './surroundings';
import { VERSION } from './version';

/** The whole command line. `onExit` is told how a command ended. */
export function createProgram(
  surroundings: Surroundings,
  onExit: (code: ExitCode) => void,
): Command {
  const { programName } = surroundings;
  const program = new Command(programName)
    .description(
      'What the nodes, pods and workloads of a Kubernetes cluster use, now and over time.',
    )
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', `\n${CONNECTION_HELP}\n\n${EXIT_CODE_HELP}`);
  for (const definition of COMMANDS) addCommand(program, definition, surroundings, onExit);
  // Asked by the completion scripts of shells; everything after it is taken as it is.
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const candidates = findCandidates(program, words);
      await surroundings.stdout.write(candidates.map((candidate) => `${candidate}\n`).join(''));
    });
  return inherit(program, surroundings);
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  surroundings: Surroundings,
  onExit: (code: ExitCode) => void,
): void {
  const { name, description, configure, run } = definition;
  const command = program.command(name).description(description);
  configure(command);
  const actions = command.commands.length === 0 ? [command] : command.commands;
  for (const action of actions) {
    action.action(async () => onExit(await run(action, surroundings)));
  }
  for (const child of command.commands) {
    const examples = definition.examples.filter(([line]) => line.includes(` ${child.name()} `));
    child.addHelpText('after', helpAfter({ ...definition, examples }, program.name()));
  }
  command.addHelpText('after', helpAfter(definition, program.name()));
}

function helpAfter({ examples, asksApi }: CommandDefinition, programName: string): string {
  const lines = examples.map(
    ([line, what]) => `  ${line.replaceAll('$', programName)}\n      ${what}`,
  );
  return [
    `\nExamples:\n${lines.join('\n')}`,
    ...(asksApi ? [CONNECTION_HELP] : []),
    EXIT_CODE_HELP,
  ].join('\n\n');
}

/** Errors are thrown instead of ending the process, and all text goes through the surroundings. */
function inherit(command: Command, surroundings: Surroundings): Command {
  const { stdout, stderr } = surroundings;
  command.exitOverride().configureOutput({
    writeOut: (text) => stdout.put(text),
    writeErr: (text) => stderr.put(text),
    getOutHelpWidth: () => Math.min(stdout.size().columns, 100),
    getErrHelpWidth: () => Math.min(stderr.size().columns, 100),
    getOutHasColors: () => stdout.hasColours,
    getErrHasColors: () => stderr.hasColours,
  });
  command.showHelpAfterError('(--help shows what is understood)');
  for (const child of command.commands) inherit(child, surroundings);
  return command;
}
