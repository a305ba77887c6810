import { SCOPES, type Scope } from '@kubemonitor/metrics-model';
import { copyStore } from '@kubemonitor/storage';
import { InvalidArgumentError, type Command } from 'commander';
import { parseExportFormat } from '../command-options';
import { EXIT, type ExitCode } from '../exit-codes';
import { parseFormat } from '../output/format';
import type { Surroundings } from '../surroundings';
import { runCheck } from './store-check';
import { runStoreExport } from './store-export';
import { runStats } from './store-stats';

const WORK_DIR = 'where a copy of the files is made for the time; beside the store when left out';

/** Adds the commands below `store`. They work on files; no server is asked. */
export function configureStore(command: Command): void {
  command
    .command('check')
    .description('read all files of a store, say what they hold and what is damaged')
    .argument('<directory>', 'STORAGE_DIR of the API, also while it runs')
    .option('-o, --output <format>', 'table, wide, json, yaml or csv', parseFormat, 'table');
  command
    .command('stats')
    .description('say what a store holds and how much it takes')
    .argument('<directory>', 'STORAGE_DIR of the API, also while it runs')
    .option('-o, --output <format>', 'table, wide, json, yaml or csv', parseFormat, 'table')
    .option('--work-dir <directory>', WORK_DIR);
  command
    .command('export')
    .description('write samples as they are stored, as CSV or as lines of JSON')
    .argument('<directory>', 'STORAGE_DIR of the API, also while it runs')
    .option('--start <time>', 'from this time on: 2026-11-23T12:00:00Z, or how long ago: 90m')
    .option('--end <time>', 'up to this time, exclusive')
    .option('--scope <scope>', `${SCOPES.join(', ')}; may be given again`, collectScope)
    .option('--metrics <names>', 'only these stored metrics, comma separated')
    .option('--node <name>', 'only what this node has reported')
    .option('-n, --namespace <name>', 'only pods and containers of this namespace')
    .option('--pod <name>', 'only this pod and its containers')
    .option('--id <id>', 'only this node name, pod uid, container id or cgroup path')
    .option('--format <format>', 'csv or json (a line a sample)', parseExportFormat, 'csv')
    .option('-f, --file <path>', 'into a file, which appears when all is written')
    .option('--work-dir <directory>', WORK_DIR);
  command
    .command('copy')
    .description('copy a store, also one in use, so that an API can be started on the copy')
    .argument('<directory>', 'STORAGE_DIR of the API')
    .argument('<new>', 'a directory that does not exist yet');
}

/** Runs one of them. @throws StorageError, CommandError */
export async function runStore(command: Command, surroundings: Surroundings): Promise<ExitCode> {
  const [directory, to] = command.args;
  switch (command.name()) {
    case 'check':
      return runCheck(directory, command.opts(), surroundings);
    case 'stats':
      return runStats(directory, command.opts(), surroundings);
    case 'export':
      return runStoreExport(directory, command.opts(), surroundings);
    default: {
      const files = await copyStore(directory, to);
      await surroundings.stdout.write(`${files} files copied to ${to}\n`);
      return EXIT.done;
    }
  }
}

function collectScope(text: string, before: readonly Scope[] = []): Scope[] {
  const scope = SCOPES.find((known) => known === text);
  if (scope === undefined) throw new InvalidArgumentError(`One of ${SCOPES.join(', ')}.`);
  return [...before, scope];
}
