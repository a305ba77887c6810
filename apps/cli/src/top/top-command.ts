import { InvalidArgumentError, type Command } from 'commander';
import { badUsage } from '../command-options';
import { addConnectionOptions, type ConnectionOptions } from '../connection/connection-options';
import { openApi } from '../connection/open-api';
import { EXIT, type ExitCode } from '../exit-codes';
import { parseFormat, type Format } from '../output/format';
import { coloursOf, render } from '../output/printer';
import { toCellText } from '../output/plain-text';
import type { Surroundings } from '../surroundings';
import { wholeNumber } from '../units/whole-number';
import { readTop, type TopQuery } from './read-top';
import { SORT_HELP, SUBJECTS, type Subject } from './subjects';
import { toTopResult } from './top-result';
import { watchTop } from './watch-top';

interface TopOptions extends ConnectionOptions {
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly selector?: string;
  readonly node?: string;
  readonly containers?: boolean;
  readonly sortBy?: string;
  readonly limit?: number;
  readonly watch?: true | number;
  readonly trend: boolean;
  readonly bytes?: boolean;
  readonly output: Format;
}

const MOST_ITEMS = 1_000_000;
const WATCH_SECONDS = 5;

/** Adds the options and arguments of `top`. */
export function configureTop(command: Command): void {
  command
    .argument('<what>', SUBJECTS.join(', '), parseSubject)
    .optionsGroup('Selection:')
    .option('-n, --namespace <name>', 'only of this namespace; all when left out')
    .option('-A, --all-namespaces', 'of all namespaces, the default')
    .option('-l, --selector <labels>', 'only pods with these labels: app=web,tier!=cache')
    .option('--node <name>', 'only pods on this node')
    .option('--containers', 'of pods: a line for each container')
    .option('--limit <count>', 'only the first so many', wholeNumber(1, MOST_ITEMS))
    .optionsGroup('Output:')
    .option('--sort-by <what>', SORT_HELP)
    .option(
      '-w, --watch [seconds]',
      'live, drawn anew every so many seconds (5)',
      wholeNumber(1, 3_600),
    )
    .option('--no-trend', 'without the CPU use of the last ten minutes')
    .option('--bytes', 'exact values instead of kubectl’s rounded ones')
    .option('-o, --output <format>', 'table, wide, json, yaml or csv', parseFormat, 'table');
  addConnectionOptions(command);
}

/** Shows what nodes, pods or sums of pods use now. @throws CommandError */
export async function runTop(
  subject: Subject,
  options: TopOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const query = toQuery(subject, options);
  const { stdout, stderr } = surroundings;
  const look = { isExact: options.bytes === true, colours: coloursOf(stdout) };
  const { client } = await openApi(options, surroundings);
  if (options.watch !== undefined) {
    if (!stdout.isTerminal) throw badUsage('--watch needs a terminal to draw on.');
    const seconds = options.watch === true ? WATCH_SECONDS : options.watch;
    await watchTop(
      client,
      query,
      { seconds, isWide: options.output === 'wide', look },
      surroundings,
    );
    return EXIT.done;
  }
  const view = await readTop(client, query);
  const result = toTopResult(view, query, look);
  const isTable = options.output === 'table' || options.output === 'wide';
  await (isTable && view.items.length === 0 ? stderr : stdout).write(
    render(result, options.output),
  );
  if (!isTable) return EXIT.done;
  for (const { node, reason } of view.partial) {
    await stderr.write(`note: values of node ${toCellText(node)} are missing or old (${reason})\n`);
  }
  if (view.items.length < view.total) {
    await stderr.write(`note: ${view.items.length} of ${view.total} are shown\n`);
  }
  return EXIT.done;
}

function toQuery(subject: Subject, options: TopOptions): TopQuery {
  const { namespace, allNamespaces, selector, node, containers = false, output } = options;
  if (namespace !== undefined && allNamespaces === true) {
    throw badUsage('--namespace and --all-namespaces exclude each other.');
  }
  if (subject !== 'pods') {
    const stray = Object.entries({ selector, node, containers: containers || undefined }).find(
      ([, value]) => value !== undefined,
    );
    if (stray !== undefined) throw badUsage(`--${stray[0]} is for "top pods" only.`);
  }
  if ((subject === 'nodes' || subject === 'namespaces') && namespace !== undefined) {
    throw badUsage(`--namespace says nothing of ${subject}.`);
  }
  if (options.watch !== undefined && output !== 'table' && output !== 'wide') {
    throw badUsage('--watch shows tables: -o table or wide.');
  }
  const isDrawn = output === 'table' || output === 'wide';
  const trend = options.trend && isDrawn && !containers;
  const { sortBy, limit } = options;
  return { subject, namespace, selector, node, sortBy, limit, containers, trend };
}

function parseSubject(text: string): Subject {
  const wanted = SHORT_SUBJECTS[text.toLowerCase()] ?? text.toLowerCase();
  const subject = SUBJECTS.find((known) => known === wanted || known === `${wanted}s`);
  if (subject === undefined) throw new InvalidArgumentError(`One of ${SUBJECTS.join(', ')}.`);
  return subject;
}

const SHORT_SUBJECTS: Readonly<Record<string, string>> = {
  no: 'nodes',
  po: 'pods',
  ns: 'namespaces',
  deploy: 'deployments',
};
