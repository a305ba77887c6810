import type { Command } from 'commander';
import type { ApiClient } from '@kubemonitor/compare';
import type { Item } from '../api/item';
import { KIND_WORDS, parseKind, type Kind } from '../api/kinds';
import { entityPath, withQuery } from '../api/paths';
import { badUsage, readTimeOption } from '../command-options';
import { addConnectionOptions, type ConnectionOptions } from '../connection/connection-options';
import { openApi } from '../connection/open-api';
import { EXIT, type ExitCode } from '../exit-codes';
import { parseFormat, type Format } from '../output/format';
import { coloursOf, render } from '../output/printer';
import type { Surroundings } from '../surroundings';
import { parseDuration } from '../units/duration';
import { wholeNumber } from '../units/whole-number';
import { drawHistory } from './draw-history';
import { toHistoryResult } from './history-result';

interface HistoryOptions extends ConnectionOptions {
  readonly namespace?: string;
  readonly window?: number;
  readonly start?: string;
  readonly end?: string;
  readonly step?: number;
  readonly field?: readonly string[];
  readonly height: number;
  readonly width?: number;
  readonly output: Format;
}

/** What is asked of one entity. */
export interface HistoryQuery {
  readonly kind: Kind;
  readonly name: string;
  readonly fields: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
}

const DEFAULT_FIELDS = ['cpu_millicores', 'memory_bytes'];
const DEFAULT_WINDOW_SECONDS = 3_600;
const CHART_HEIGHT = 10;

/** Adds the options and arguments of `history`. */
export function configureHistory(command: Command): void {
  command
    .argument('<kind>', KIND_WORDS.join(', '), parseKind)
    .argument('<name>', 'its name; of a pod also its uid')
    .optionsGroup('Selection:')
    .option('-n, --namespace <name>', 'its namespace; a pod with a name of its own needs none')
    .option('--window <duration>', 'so long before now (default: 1h)', parseDuration)
    .option('--start <time>', 'from this time on: 2026-11-23T12:00:00Z, or how long ago: 90m')
    .option('--end <time>', 'up to this time, exclusive; now when left out')
    .option(
      '--step <duration>',
      'time of one point; the API makes it longer where it must',
      parseDuration,
    )
    .option('--field <name>', 'a field of the API; may be given again', collect)
    .optionsGroup('Output:')
    .option('--height <lines>', 'lines of a chart', wholeNumber(3, 100), CHART_HEIGHT)
    .option(
      '--width <columns>',
      'columns of a chart; the terminal’s when left out',
      wholeNumber(40, 1_000),
    )
    .option(
      '-o, --output <format>',
      'table (charts), wide (every point), json, yaml or csv',
      parseFormat,
      'table',
    );
  addConnectionOptions(command);
}

/** Shows how one thing's use went. @throws CommandError */
export async function runHistory(
  [kind, name]: readonly [Kind, string],
  options: HistoryOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout } = surroundings;
  const query = toQuery(kind, name, options, surroundings.now());
  const path = entityPath(kind, name, options.namespace);
  if (path === undefined) throw badUsage('A workload is found by its namespace: --namespace.');
  const { client } = await openApi(options, surroundings);
  const item = await readHistory(client, path, query, options.step);
  if (options.output === 'table') {
    const size = { width: options.width ?? stdout.size().columns, height: options.height };
    await stdout.write(drawHistory(item, query, { ...size, colours: coloursOf(stdout) }));
  } else {
    await stdout.write(render(toHistoryResult(item, query), options.output));
  }
  return EXIT.done;
}

function toQuery(kind: Kind, name: string, options: HistoryOptions, nowMs: number): HistoryQuery {
  const { window, start, end, field = DEFAULT_FIELDS } = options;
  if (window !== undefined && start !== undefined) {
    throw badUsage('--window and --start exclude each other.');
  }
  const endMs = end === undefined ? nowMs : readTimeOption('--end', end, nowMs);
  const length = (window ?? DEFAULT_WINDOW_SECONDS) * 1_000;
  const startMs = start === undefined ? endMs - length : readTimeOption('--start', start, nowMs);
  if (startMs >= endMs) throw badUsage('--start is not before --end.');
  return { kind, name, fields: field, startMs, endMs };
}

function readHistory(
  client: ApiClient,
  path: string,
  { fields, startMs, endMs }: HistoryQuery,
  step: number | undefined,
): Promise<Item> {
  return client.get<Item>(
    withQuery(path, {
      start: new Date(startMs).toISOString(),
      end: new Date(endMs).toISOString(),
      step,
      fields: fields.join(','),
      stats: 'min,max',
    }),
  );
}

function collect(field: string, before: readonly string[] = []): string[] {
  return [...before, ...field.split(',')];
}
