import { InvalidArgumentError, type Command } from 'commander';
import type { ApiClient } from '@kubemonitor/compare';
import { badUsage, parseExportFormat, readTimeOption, type ExportFormat } from '../command-options';
import { addConnectionOptions, type ConnectionOptions } from '../connection/connection-options';
import { openApi } from '../connection/open-api';
import { EXIT, type ExitCode } from '../exit-codes';
import { toCsvLine } from '../output/csv';
import { toJson } from '../output/documents';
import type { Surroundings } from '../surroundings';
import { parseDuration } from '../units/duration';
import { toSort } from '../top/subjects';
import {
  EXPORT_KINDS,
  EXPORTS,
  readExport,
  type ExportList,
  type ExportQuery,
} from './export-lists';
import { createLatestCsv, createWindowCsv, sampleFieldsOf } from './item-csv';
import { Progress } from './progress';
import { openTarget, type Target } from './target';

interface ExportOptions extends ConnectionOptions {
  readonly format: ExportFormat;
  readonly namespace?: string;
  readonly selector?: string;
  readonly node?: string;
  readonly window?: number;
  readonly start?: string;
  readonly end?: string;
  readonly step?: number;
  readonly stats?: string;
  readonly fields?: string;
  readonly sortBy?: string;
  readonly file?: string;
}

/** Adds the options and arguments of `export`. */
export function configureExport(command: Command): void {
  command
    .argument('<list>', EXPORTS.join(', '), parseList)
    .optionsGroup('Selection:')
    .option('-n, --namespace <name>', 'of pods, deployments, workloads: only of this namespace')
    .option('-l, --selector <labels>', 'of pods: only those with these labels')
    .option('--node <name>', 'of pods, cgroups: only those on this node')
    .option(
      '--window <duration>',
      'time series of so long before now, not the latest values',
      parseDuration,
    )
    .option(
      '--start <time>',
      'time series from this time on: 2026-11-23T12:00:00Z, or how long ago: 90m',
    )
    .option('--end <time>', 'time series up to this time, exclusive; now when left out')
    .option('--step <duration>', 'time of one point', parseDuration)
    .option('--stats <names>', 'of each point also min, max, p95')
    .option('--fields <names>', 'only these fields, comma separated')
    .optionsGroup('Output:')
    .option('--format <format>', 'csv or json', parseExportFormat, 'csv')
    .option('--sort-by <what>', 'as of "top"')
    .option(
      '-f, --file <path>',
      'into a file, which appears when all is written; else the standard output',
    );
  addConnectionOptions(command);
}

/** Writes a list or the windows of its items. @throws CommandError */
export async function runExport(
  list: ExportList,
  options: ExportOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const query = toQuery(list, options, surroundings.now());
  const { client } = await openApi(options, surroundings);
  const target = await openTarget(options.file, surroundings);
  const progress = new Progress(surroundings);
  let items = 0;
  const count = async (more: number): Promise<void> => {
    items += more;
    await progress.show(() => `${items} ${list} so far`);
  };
  try {
    await (options.format === 'csv' ? writeCsv : writeJson)(client, query, target, count);
    await target.finish();
  } catch (error) {
    await target.abandon();
    throw error;
  }
  await progress.end(`${items} ${list} exported`);
  return EXIT.done;
}

type Write = (
  client: ApiClient,
  query: ExportQuery,
  target: Target,
  count: (items: number) => Promise<void>,
) => Promise<void>;

const writeCsv: Write = async (client, query, target, count) => {
  const kind = EXPORT_KINDS[query.list];
  const only =
    query.parameters['fields'] === undefined
      ? undefined
      : String(query.parameters['fields']).split(',');
  const statistics = String(query.parameters['stats'] ?? '')
    .split(',')
    .filter((name) => name !== '');
  const names = (only ?? sampleFieldsOf(kind)).flatMap((field) => [
    field,
    ...statistics.map((name) => `${field}_${name}`),
  ]);
  const latest = createLatestCsv(kind, only);
  const windows = createWindowCsv(kind, names);
  let head = toCsvLine(query.isWindow ? windows.header : latest.header);
  for await (const items of readExport(client, query)) {
    // A list that cannot be had leaves nothing behind, not even a header.
    await target.write(head);
    head = '';
    for (const item of items) {
      const lines = query.isWindow ? [...windows.toLines(item)] : [latest.toLine(item)];
      await target.write(lines.map(toCsvLine).join(''));
    }
    await count(items.length);
  }
  await target.write(head);
};

const writeJson: Write = async (client, query, target, count) => {
  let separator = '{"items":[\n';
  for await (const items of readExport(client, query)) {
    for (const item of items) {
      await target.write(separator + toJson(item).trimEnd());
      separator = ',\n';
    }
    await count(items.length);
  }
  await target.write(separator === ',\n' ? '\n]}\n' : '{"items":[]}\n');
};

function toQuery(list: ExportList, options: ExportOptions, nowMs: number): ExportQuery {
  const { namespace, selector, node, window, start, end, step, stats, fields, sortBy } = options;
  refuseStray(list, options);
  if (window !== undefined && start !== undefined) {
    throw badUsage('--window and --start exclude each other.');
  }
  const isWindow = window !== undefined || start !== undefined;
  if (!isWindow && [end, step, stats].some((value) => value !== undefined)) {
    throw badUsage('--end, --step and --stats are for time series: add --window or --start.');
  }
  return {
    list,
    namespace,
    selector,
    node,
    isWindow,
    parameters: {
      window,
      start: start && toIso('--start', start, nowMs),
      end: end && toIso('--end', end, nowMs),
      step,
      stats,
      fields,
      sort: toSort(sortBy),
    },
  };
}

const SELECTIONS: Readonly<Record<'namespace' | 'selector' | 'node', readonly ExportList[]>> = {
  namespace: ['pods', 'deployments', 'workloads'],
  selector: ['pods'],
  node: ['pods', 'cgroups'],
};

function refuseStray(list: ExportList, options: ExportOptions): void {
  for (const [name, lists] of Object.entries(SELECTIONS)) {
    const isGiven = options[name as keyof typeof SELECTIONS] !== undefined;
    if (isGiven && !lists.includes(list)) throw badUsage(`--${name} is for ${lists.join(', ')}.`);
  }
}

function parseList(text: string): ExportList {
  const list = EXPORTS.find((known) => known === text || known === `${text}s`);
  if (list === undefined) throw new InvalidArgumentError(`One of ${EXPORTS.join(', ')}.`);
  return list;
}

function toIso(option: string, text: string, nowMs: number): string {
  return new Date(readTimeOption(option, text, nowMs)).toISOString();
}
