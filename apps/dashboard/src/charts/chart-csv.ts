import { t } from '../i18n';
import { toCsv, type CsvCell } from '../tables/csv';
import type { PlotModel, PlotSeries } from './plot-model';

/** What of a series is a column of the table form. */
export interface TableColumn {
  readonly key: string;
  readonly header: string;
  readonly values: PlotSeries['values'];
}

/** The series of the table form, each followed by its least and greatest values where there are any. */
export function tableColumns({ series }: PlotModel): TableColumn[] {
  return series.flatMap(({ series: { key, label }, values, min, max }) => [
    { key, header: label, values },
    ...(min === undefined
      ? []
      : [{ key: `${key} min`, header: t('charts.min', { label }), values: min }]),
    ...(max === undefined
      ? []
      : [{ key: `${key} max`, header: t('charts.max', { label }), values: max }]),
  ]);
}

/**
 * The values of a chart as CSV: times in UTC, values as the API gave them, in the unit the header
 * names. Lines and events follow below an empty line.
 */
export function chartCsv(model: PlotModel, unit: string): string {
  const columns = tableColumns(model);
  const lines: CsvCell[][] = [['time', ...columns.map(({ header }) => `${header} (${unit})`)]];
  model.timestamps.forEach((time, index) => {
    lines.push([isoTime(time), ...columns.map(({ values }) => values[index])]);
  });
  const limits = [...model.linesWithin, ...model.linesAbove];
  if (limits.length > 0) lines.push([], ...limits.map(({ label, value }) => [label, value]));
  if (model.marks.length > 0) {
    lines.push([], ...model.marks.map(({ atMs, kind, label }) => [isoTime(atMs), kind, label]));
  }
  return toCsv(lines);
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
