import type { Item, SamplePoint } from '../api/item';
import { createWindowCsv, type ItemKind } from '../export/item-csv';
import type { Result } from '../output/printer';
import { formatField } from '../units/field-unit';
import type { HistoryQuery } from './history-command';

/** A window of one entity, a line a point. */
export function toHistoryResult(item: Item, query: HistoryQuery): Result {
  const names = query.fields.flatMap((field) => [field, `${field}_min`, `${field}_max`]);
  const { samples = [] } = item;
  return {
    emptyText: 'There are no samples in this time.',
    document: item,
    csv: () => {
      const { header, toLines } = createWindowCsv(kindOf(query), names);
      return { header, rows: toLines(item) };
    },
    table: () => ({
      columns: ['timestamp', ...names].map((title, at) => ({ title, isNumber: at > 0 })),
      rows: samples.map((sample) => [
        sample.timestamp,
        ...names.map((name) => formatField(name.replace(/_(min|max)$/, ''), valueOf(sample, name))),
      ]),
    }),
  };
}

function kindOf({ kind }: HistoryQuery): ItemKind {
  return typeof kind === 'string' ? kind : 'workload';
}

function valueOf(sample: SamplePoint, name: string): number | null {
  const value = sample[name];
  return typeof value === 'number' ? value : null;
}
