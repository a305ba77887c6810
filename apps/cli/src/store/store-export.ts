import { METRICS, SCOPES, type Scope } from '@kubemonitor/metrics-model';
import {
  openStoreCopy,
  readStoredSamples,
  type Entity,
  type StoredSample,
} from '@kubemonitor/storage';
import { badUsage, readTimeOption, type ExportFormat } from '../command-options';
import { EXIT, type ExitCode } from '../exit-codes';
import { Progress } from '../export/progress';
import { openTarget } from '../export/target';
import { toCsvLine } from '../output/csv';
import { toJson } from '../output/documents';
import { toCellText } from '../output/plain-text';
import type { Surroundings } from '../surroundings';
import { nameOfStored, type StoredName } from './stored-name';

export interface StoreExportOptions {
  readonly format: ExportFormat;
  readonly start?: string;
  readonly end?: string;
  readonly scope?: readonly Scope[];
  readonly metrics?: string;
  readonly node?: string;
  readonly namespace?: string;
  readonly pod?: string;
  readonly id?: string;
  readonly file?: string;
  readonly workDir?: string;
}

type Line = (sample: StoredSample, name: StoredName) => string;

/** Writes samples of a store as they are stored. @throws StorageError, CommandError */
export async function runStoreExport(
  directory: string,
  options: StoreExportOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const nowMs = surroundings.now();
  const { start, end } = options;
  const startMs = start === undefined ? 0 : readTimeOption('--start', start, nowMs);
  const endMs = end === undefined ? Number.POSITIVE_INFINITY : readTimeOption('--end', end, nowMs);
  const scopes = options.scope ?? SCOPES;
  const metrics = readMetrics(options.metrics, scopes);
  const { store, remove } = await openStoreCopy(directory, {
    workDirectory: options.workDir,
    warn: (message) => surroundings.stderr.put(`${toCellText(message)}\n`),
  });
  surroundings.defer(remove);
  const target = await openTarget(options.file, surroundings);
  const progress = new Progress(surroundings);
  const names = new Map<Entity, StoredName>();
  const nameOf = (entity: Entity): StoredName => {
    const name = names.get(entity) ?? nameOfStored(store, entity);
    names.set(entity, name);
    return name;
  };
  const toLine = options.format === 'csv' ? csvLine(metrics) : jsonLine;
  let count = 0;
  let share = 0;
  try {
    if (options.format === 'csv') await target.write(toCsvLine([...IDENTITY, ...metrics]));
    const selection = {
      ...{ startMs, endMs, scopes, metrics },
      isWanted: (entity: Entity) => isWanted(entity, nameOf(entity), options),
    };
    for await (const samples of readStoredSamples(store, selection, (done) => (share = done))) {
      await target.write(samples.map((sample) => toLine(sample, nameOf(sample.entity))).join(''));
      count += samples.length;
      await progress.show(() => `${count} samples, ${Math.floor(share * 100)} % of the time`);
    }
    await target.finish();
  } catch (error) {
    await target.abandon();
    throw error;
  }
  await progress.end(`${count} samples exported`);
  await remove();
  return EXIT.done;
}

const IDENTITY = ['timestamp', 'scope', 'node', 'id', 'namespace', 'pod', 'container'] as const;

function identify({ entity, timestampMs }: StoredSample, name: StoredName): (string | undefined)[] {
  const { scope, node, id } = entity;
  const time = new Date(timestampMs).toISOString();
  return [time, scope, node, id, name.namespace, name.pod, name.container];
}

function csvLine(metrics: readonly string[]): Line {
  return (sample, name) =>
    toCsvLine([...identify(sample, name), ...metrics.map((metric) => sample.values.get(metric))]);
}

const jsonLine: Line = (sample, name) => {
  const words = identify(sample, name).map((word, index) => [IDENTITY[index], word]);
  return toJson({ ...Object.fromEntries(words), values: Object.fromEntries(sample.values) });
};

function isWanted(entity: Entity, name: StoredName, options: StoreExportOptions): boolean {
  const { node, id, namespace, pod } = options;
  return (
    (node === undefined || entity.node === node) &&
    (id === undefined || entity.id === id) &&
    (namespace === undefined || name.namespace === namespace) &&
    (pod === undefined || name.pod === pod)
  );
}

function readMetrics(text: string | undefined, scopes: readonly Scope[]): string[] {
  const known = METRICS.filter((metric) => metric.scopes.some((scope) => scopes.includes(scope)));
  const names = known.map(({ name }) => name);
  if (text === undefined) return names;
  const asked = text.split(',');
  const stray = asked.find((name) => !names.includes(name));
  if (stray === undefined) return names.filter((name) => asked.includes(name));
  throw badUsage(
    `"${stray}" is no stored metric of ${scopes.join(', ')}.`,
    `There are: ${names.join(', ')}.`,
  );
}
