import type { CSSProperties } from 'react';
import { formatDateTime, formatValue, type Unit } from '../format';
import { t } from '../i18n';
import { Link } from '../state/link';
import { useStore } from '../state/use-store';
import type { CursorStore } from './cursor';
import { LineEntries, LineSwatch, MarkEntries } from './line-legend';
import { countKinds } from './mark-groups';
import { latestPoint } from './nearest';
import { hasBand, type PlotModel, type PlotSeries } from './plot-model';
import { readSeries } from './read-out';
import { AREA_SHARE, isPaleArea, strokeOf } from './strokes';

export interface LegendProps {
  readonly title: string;
  readonly model: PlotModel;
  readonly unit: Unit;
  readonly cursor: CursorStore;
  onToggle(key: string): void;
}

/** All series with their values under the cursor, the latest ones without it; each can be hidden. */
export function Legend({ title, model, unit, cursor, onToggle }: LegendProps) {
  const { at } = useStore(cursor);
  const { timestamps, series } = model;
  const latest = latestPoint(series.map(({ values }) => values));
  const place = at ?? latest;
  return (
    <div className="chart-legend" style={entryWidth(model)}>
      <p className="chart-legend-time">
        {place !== undefined && formatDateTime(timestamps[place])}
        {at === undefined && latest !== undefined && ` · ${t('charts.latest')}`}
      </p>
      <ul aria-label={t('charts.legend', { title })} tabIndex={series.length > 8 ? 0 : undefined}>
        {series.map((one) => (
          <li key={one.series.key}>
            <LegendEntry one={one} model={model} unit={unit} place={place} onToggle={onToggle} />
            <OpenLink one={one} />
          </li>
        ))}
        <LineEntries model={model} unit={unit} />
        <MarkEntries model={model} />
      </ul>
    </div>
  );
}

/** Room of an entry for the swatch and a value, and for a range of them; in widths of a digit. */
const VALUE_WIDTH = 15;
const RANGE_WIDTH = 22;

/** All entries are as wide as the longest: those of one column stay where they are whatever the values. */
function entryWidth(model: PlotModel): CSSProperties {
  const labels = [
    ...model.series.map(({ series: { label } }) => label),
    ...[...model.linesWithin, ...model.linesAbove].map(({ label }) => label),
    ...countKinds(model.marks).map(({ kind }) => t(`charts.mark.${kind}`)),
  ];
  const longest = Math.max(0, ...labels.map(widthOf));
  const width = longest + VALUE_WIDTH + (hasBand(model) ? RANGE_WIDTH : 0);
  return { ['--chart-entry' as string]: `${width}ch` };
}

/** In digits, about: letters of East Asia take two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter >= '\u1100' ? 2 : 1), 0);
}

/** To the page of what the line is of. */
function OpenLink({ one: { series } }: { one: PlotSeries }) {
  if (series.href === undefined) return null;
  const text = t('charts.open', { label: series.label });
  return (
    <Link className="chart-legend-open" to={series.href} aria-label={text} title={text}>
      <span aria-hidden="true">→</span>
    </Link>
  );
}

interface EntryProps {
  readonly one: PlotSeries;
  readonly model: PlotModel;
  readonly unit: Unit;
  readonly place: number | undefined;
  onToggle(key: string): void;
}

function LegendEntry({ one, model, unit, place, onToggle }: EntryProps) {
  const { key, label } = one.series;
  const hasRange = !model.isStacked && one.min !== undefined && one.max !== undefined;
  const { value, min, max } =
    place === undefined
      ? { value: undefined, min: undefined, max: undefined }
      : readSeries(model.timestamps, one, place);
  return (
    <button
      type="button"
      className="chart-legend-entry"
      aria-pressed={!one.isHidden}
      title={t('charts.hide', { label })}
      onClick={() => onToggle(key)}
    >
      <Swatch one={one} />
      <span className="chart-legend-label">{label}</span>
      <b>{typeof value === 'number' ? formatValue(value, unit) : '–'}</b>
      {hasRange && (
        <span className="chart-legend-range">
          {typeof min === 'number' && typeof max === 'number'
            ? `${formatValue(min, unit)} – ${formatValue(max, unit)}`
            : '–'}
        </span>
      )}
    </button>
  );
}

function Swatch({ one: { place, isArea, series } }: { one: PlotSeries }) {
  if (series.isWhole === true) return <LineSwatch color="text" dash={[]} />;
  const { colorIndex, dash } = strokeOf(place);
  const own = `var(--chart-${colorIndex + 1})`;
  const pale = `color-mix(in srgb, ${own} ${AREA_SHARE * 100}%, var(--chart-surface))`;
  if (!isArea) return <LineSwatch color={String(colorIndex + 1)} dash={dash} />;
  return (
    <svg className="chart-swatch" width="14" height="12" aria-hidden="true">
      <rect width="14" height="12" rx="2" fill={isPaleArea(place) ? pale : own} />
    </svg>
  );
}
