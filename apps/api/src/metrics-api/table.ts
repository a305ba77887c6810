import type { MetricsItem, UsageList } from './metrics-objects';
import { StatusError, toStatus } from './status';

/** What a row carries besides its cells. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

interface Column {
  readonly name: string;
  readonly type: 'string';
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}

/** A cell whose value is not known, in kubectl's words. */
const UNKNOWN = '<unknown>';

/** Resources every item has a column of; swap only where it is known. */
const ALWAYS: readonly (keyof UsageList)[] = ['cpu', 'memory'];

/**
 * The usage columns of a table, in alphabetical order: those of its first item decide, as in
 * metrics-server `pkg/api/table.go`.
 */
export function toUsageNames(first: MetricsItem | undefined): readonly (keyof UsageList)[] {
  return first?.total.swap === undefined ? ALWAYS : [...ALWAYS, 'swap'];
}

export function toColumns(names: readonly (keyof UsageList)[]): Column[] {
  return [
    toColumn('Name', 'name', 'Name of the resource'),
    ...names.map((name) => toColumn(name, 'quantity', '')),
    toColumn('Window', 'duration', ''),
  ];
}

function toColumn(name: string, format: string, description: string): Column {
  return { name, type: 'string', format, description, priority: 0 };
}

/**
 * One row.
 * @param whole the item as an object of its own, with kind and apiVersion
 */
export function toRow(
  { metrics, total }: MetricsItem,
  names: readonly (keyof UsageList)[],
  { include, version, whole }: { include: IncludeObject; version: string; whole: object },
): object {
  const { metadata, window } = metrics;
  const cells = [metadata.name, ...names.map((name) => total[name] ?? UNKNOWN), window];
  if (include === 'None') return { cells };
  const partial = {
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
  };
  return { cells, object: include === 'Object' ? whole : partial };
}

/** @throws StatusError 400 for a word that is none of the three */
export function parseIncludeObject(text: string | undefined): IncludeObject {
  if (text === undefined || text === '') return 'Metadata';
  if (text === 'None' || text === 'Metadata' || text === 'Object') return text;
  const message = `unrecognized includeObject value: ${JSON.stringify(text.slice(0, 80))}`;
  throw new StatusError(toStatus(400, 'BadRequest', message));
}
