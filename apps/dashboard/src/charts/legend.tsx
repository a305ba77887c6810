import { formatDateTime, formatValue, type Unit } from '../format';
import { t } from '../i18n';
import { useStore } from '../state/use-store';
import type { CursorStore } from './cursor';
import { latestPoint } from './nearest';
import type { PlotModel, PlotSeries } from './plot-model';
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
  const { timestamps, series, linesWithin, linesAbove } = model;
  const latest = latestPoint(series.map(({ values }) => values));
  const place = at ?? latest;
  return (
    <div className="chart-legend">
      <p className="chart-legend-time">
        {place !== undefined && formatDateTime(timestamps[place])}
        {at === undefined && latest !== undefined && ` · ${t('charts.latest')}`}
      </p>
      <ul aria-label={t('charts.legend', { title })} tabIndex={series.length > 8 ? 0 : undefined}>
        {series.map((one) => (
          <li key={one.series.key}>
            <LegendEntry one={one} model={model} unit={unit} place={place} onToggle={onToggle} />
          </li>
        ))}
        {[...linesWithin, ...linesAbove].map(({ label, value }, index) => (
          <li key={`line ${index}`} className="chart-legend-line">
            <svg className="chart-swatch" width="22" height="10" aria-hidden="true">
              <line
                x1="0"
                y1="5"
                x2="22"
                y2="5"
                stroke="var(--chart-limit)"
                strokeDasharray="6 4"
              />
            </svg>
            {label} <b>{formatValue(value, unit)}</b>
          </li>
        ))}
      </ul>
    </div>
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
      <Swatch place={one.place} isArea={model.isStacked} />
      <span className="chart-legend-label">{label}</span>
      <b>{typeof value === 'number' ? formatValue(value, unit) : '–'}</b>
      {typeof min === 'number' && typeof max === 'number' && min !== max && (
        <span className="chart-legend-range">
          {formatValue(min, unit)} – {formatValue(max, unit)}
        </span>
      )}
    </button>
  );
}

function Swatch({ place, isArea }: { place: number; isArea: boolean }) {
  const { colorIndex, dash } = strokeOf(place);
  const own = `var(--chart-${colorIndex + 1})`;
  const pale = `color-mix(in srgb, ${own} ${AREA_SHARE * 100}%, var(--chart-surface))`;
  const color = isArea && isPaleArea(place) ? pale : own;
  return (
    <svg className="chart-swatch" width="22" height="10" aria-hidden="true">
      {isArea ? (
        <rect x="5" width="12" height="10" fill={color} />
      ) : (
        <line x1="0" y1="5" x2="22" y2="5" stroke={color} strokeDasharray={dash.join(' ')} />
      )}
    </svg>
  );
}
