import { useMemo } from 'react';
import { formatDateTime, type Unit } from '../format';
import { t } from '../i18n';
import type { Column } from '../tables/column';
import { DataTable } from '../tables/data-table';
import { tableColumns } from './chart-csv';
import { MarkSwatch } from './mark-swatch';
import type { PlotModel } from './plot-model';

const LATEST_FIRST = { key: 'time', isDescending: true };

/** The values of a chart, a row a time, the latest first. */
export function ChartTable({
  title,
  model,
  unit,
}: {
  title: string;
  model: PlotModel;
  unit: Unit;
}) {
  const rows = useMemo(() => model.timestamps.map((_, index) => index), [model]);
  const columns = useMemo(() => {
    const time: Column<number> = {
      key: 'time',
      header: t('charts.time'),
      value: (index) => model.timestamps[index],
      render: (index) => formatDateTime(model.timestamps[index]),
      width: 150,
    };
    const values = tableColumns(model).map(({ key, header, values: list }): Column<number> => ({
      key: `value ${key}`,
      header,
      value: (index) => list[index],
      isNumeric: true,
      unit,
      width: 110,
    }));
    return [time, ...values];
  }, [model, unit]);
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={rows}
      rowKey={(index) => String(model.timestamps[index])}
      sort={LATEST_FIRST}
      height={300}
      isPlain
    />
  );
}

export interface MarkListProps {
  readonly title: string;
  readonly model: PlotModel;
  readonly isShown: boolean;
}

/** What happened, in words; on screen only with the table, always there for screen readers. */
export function MarkList({ title, model, isShown }: MarkListProps) {
  const marks = [...model.marks].sort((one, other) => one.atMs - other.atMs);
  return (
    <ul
      className="chart-marks"
      tabIndex={isShown ? 0 : undefined}
      aria-label={t('charts.events.of', { title })}
    >
      {marks.map(({ atMs, kind, label }, index) => (
        <li key={index}>
          <time dateTime={new Date(atMs).toISOString()}>{formatDateTime(atMs)}</time>{' '}
          {isShown && <MarkSwatch kind={kind} />}
          <strong>{t(`charts.mark.${kind}`)}</strong> {label}
        </li>
      ))}
    </ul>
  );
}
