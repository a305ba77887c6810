import { metricsOf, type Scope } from '@kubemonitor/metrics-model';
import type { Catalogue, Entry } from './catalogue';
import { GROUP_COLUMNS } from './group-columns';
import type { GroupIndex } from './group-index';
import type { GroupSums } from './group-sums';
import type { NodeReports } from './node-reports';
import type { SlotSource } from './range-reader';
import type { ReportWriter } from './report-writer';
import type { TableName } from './window';
import type { Windows } from './windows';

/** What the embedded store holds in memory: what must be written down, and restored. */
export interface StoreParts {
  readonly intervalMs: number;
  readonly catalogues: ReadonlyMap<Scope, Catalogue>;
  readonly nodes: Map<string, NodeReports>;
  readonly windows: Windows;
  readonly sums: GroupSums;
  readonly writer: ReportWriter;
}

/** Makes serial numbers below `next` of a table ones that are not given again. */
export function reserveSerials(
  { catalogues, sums }: StoreParts,
  table: TableName,
  next: number,
): void {
  if (table === 'namespace' || table === 'workload') sums.index(table).reserveSerials(next);
  else catalogues.get(table)?.reserveSerials(next);
}

/** The entities of a scope. */
export function catalogueOf({ catalogues }: Pick<StoreParts, 'catalogues'>, scope: Scope) {
  const catalogue = catalogues.get(scope);
  if (catalogue === undefined) throw new RangeError(`no catalogue of ${scope}`);
  return catalogue;
}

/** Who has the slots of a table. */
export function slotsOf(parts: StoreParts, table: TableName): Catalogue | GroupIndex {
  return table === 'namespace' || table === 'workload'
    ? parts.sums.index(table)
    : catalogueOf(parts, table);
}

/** Where the series of entities lie. */
export function slotsOfEntities(parts: StoreParts, entities: readonly Entry[]): SlotSource[] {
  return entities.map((place) => ({
    table: place.scope,
    place,
    metricIndex: catalogueOf(parts, place.scope).metricIndex,
  }));
}

/** What the columns of a table are called in files. */
export function namesOfColumns(table: TableName): readonly string[] {
  return table === 'namespace' || table === 'workload'
    ? GROUP_COLUMNS
    : metricsOf(table).map(({ name }) => name);
}
