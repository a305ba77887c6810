import type { Scope } from '@kubemonitor/metrics-model';
import type { Catalogue } from './catalogue';
import type { GroupSums } from './group-sums';
import type { NodeReports } from './node-reports';
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
