import { formatDateTime, formatValue, type Unit } from '../format';
import { t } from '../i18n';
import type { PlotValue } from './align-series';
import { marksNear, nearestPoint } from './nearest';
import type { PlotModel, PlotSeries } from './plot-model';

/** A series at the place of the cursor. */
export interface Reading {
  readonly value: number | null | undefined;
  readonly min: number | null | undefined;
  readonly max: number | null | undefined;
}

/** What a series says nearest to a place in the times of all. */
export function readSeries(
  timestamps: readonly number[],
  { values, min, max }: PlotSeries,
  at: number,
): Reading {
  const nearest = nearestPoint(timestamps, values, at);
  const pick = (list: readonly PlotValue[] | undefined) =>
    nearest === undefined ? undefined : list?.[nearest];
  return { value: pick(values), min: pick(min), max: pick(max) };
}

function readingText(label: string, { value, min, max }: Reading, unit: Unit): string {
  if (typeof value !== 'number') return `${label}: ${t('charts.none')}`;
  const text = formatValue(value, unit);
  if (typeof min !== 'number' || typeof max !== 'number') return `${label}: ${text}`;
  return t('charts.range', {
    label,
    value: text,
    min: formatValue(min, unit),
    max: formatValue(max, unit),
  });
}

/** A place of the chart in words: time, all shown values, and what happened near the cursor. */
export function readOut(
  model: PlotModel,
  at: number,
  unit: Unit,
  { timeMs, reachMs }: { readonly timeMs: number; readonly reachMs: number },
): string {
  const { timestamps, series, marks } = model;
  const time = timestamps[at];
  if (time === undefined) return '';
  const readings = series
    .filter(({ isHidden }) => !isHidden)
    .map((one) => readingText(one.series.label, readSeries(timestamps, one, at), unit));
  const events = marksNear(marks, timeMs, reachMs).map(
    ({ kind, label }) => `${t(`charts.mark.${kind}`)}: ${label}`,
  );
  return [formatDateTime(time), ...readings, ...events].join('; ');
}
