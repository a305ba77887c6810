import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { CommandRunner, type Console, Kubectl, splitWords } from '@kubemonitor/compare';
import { COMMANDS, type CommandDefinition } from './commands/all';
import type { LifecycleContext } from './context';
import type { ExitCode } from './exit-codes';
import { PRODUCT } from './product';

/** What the command line needs of the process it runs in. */
export interface Surroundings {
  readonly workspace: string;
  readonly env: NodeJS.ProcessEnv;
  readonly console: Console;
  readonly defer: LifecycleContext['defer'];
  /** Told how a command ended. */
  readonly onExit: (code: ExitCode) => void;
}

interface SharedOptions {
  readonly dryRun?: boolean;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespace: string;
}

const AFTER_HELP = `
Exit codes: 0 done, 1 a step failed, 2 bad usage, 3 a check or number is off, 4 something is missing
(a program, the cluster, a right), 130 interrupted. More: docs/operations.md`;

/** The whole command line; each command reads its options, gets a context and runs. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('npm run k8s --')
    .description('kubemonitor in a cluster: install, check, compare, remove')
    .addHelpText('after', AFTER_HELP)
    .exitOverride();
  for (const definition of COMMANDS) {
    const command = program.command(definition.name).description(definition.description);
    definition.configure(addSharedOptions(command));
    command.addHelpText('after', AFTER_HELP).exitOverride();
    command.action(async () => {
      const code = await runCommand(command, definition, surroundings);
      surroundings.onExit(code);
    });
  }
  return program;
}

function runCommand(
  command: Command,
  definition: CommandDefinition,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const context = createContext(command.opts<SharedOptions>(), surroundings);
  return definition.run(context, command.opts(), command.args);
}

function addSharedOptions(command: Command): Command {
  return command
    .option('--dry-run', 'say what would be done and do nothing')
    .option('--context <name>', 'context of the kubeconfig; the current one when left out')
    .option('--kubeconfig <file>', 'kubeconfig; KUBECONFIG or ~/.kube/config when left out')
    .option('-n, --namespace <name>', 'namespace of the installation', PRODUCT.namespace);
}

function createContext(options: SharedOptions, surroundings: Surroundings): LifecycleContext {
  const { workspace, env, console, defer } = surroundings;
  const runner = new CommandRunner(options.dryRun === true, (line) => console.print(line));
  const kubectl = new Kubectl(runner, {
    program: splitWords(env['KUBEMONITOR_KUBECTL'] ?? 'kubectl'),
    context: options.context,
    kubeconfig: options.kubeconfig,
  });
  return {
    workspace,
    env,
    console,
    clock: { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) },
    runner,
    kubectl,
    namespace: options.namespace,
    confirm: askOnTerminal,
    defer,
  };
}

async function askOnTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
