import { formatValue, type Unit } from '../format';
import { t } from '../i18n';
import { dashOfLimit } from './limit-style';
import { countKinds } from './mark-groups';
import { MarkSwatch } from './mark-swatch';
import type { PlotModel } from './plot-model';

interface EntriesProps {
  readonly model: PlotModel;
  readonly unit: Unit;
}

/** The dashed lines alone, for the table form. */
export function LineLegend({ title, model, unit }: EntriesProps & { title: string }) {
  if (model.linesWithin.length + model.linesAbove.length === 0) return null;
  return (
    <div className="chart-legend">
      <ul aria-label={t('charts.lines', { title })}>
        <LineEntries model={model} unit={unit} />
      </ul>
    </div>
  );
}

/** The dashed lines, each as it is drawn; those above the plot say so. */
export function LineEntries({ model, unit }: EntriesProps) {
  const { linesWithin, linesAbove } = model;
  return [...linesWithin, ...linesAbove].map((line, index) => (
    <li key={`line ${index}`} className="chart-legend-line">
      <LineSwatch color={line.kind} dash={dashOfLimit(line.kind)} />
      <span className="chart-legend-label">{line.label}</span>{' '}
      <b>{formatValue(line.value, unit)}</b>
      {linesAbove.includes(line) && (
        <span className="chart-legend-range" title={t('charts.above')}>
          <span aria-hidden="true">↑</span>
          <span className="visually-hidden-chart">{t('charts.above')}</span>
        </span>
      )}
    </li>
  ));
}

/** The kinds of marks there are, and how many of each. */
export function MarkEntries({ model }: Pick<EntriesProps, 'model'>) {
  return countKinds(model.marks).map(({ kind, count }) => (
    <li key={kind} className="chart-legend-line">
      <MarkSwatch kind={kind} />
      <span className="chart-legend-label">{t(`charts.mark.${kind}`)}</span> <b>{count}</b>
    </li>
  ));
}

interface SwatchProps {
  /** Its name in charts.css, without `--chart-`. */
  readonly color: string;
  readonly dash: readonly number[];
}

/** A line as the plot has it. */
export function LineSwatch({ color, dash }: SwatchProps) {
  return (
    <svg className="chart-swatch" width="26" height="10" aria-hidden="true">
      <line
        x1="0"
        y1="5"
        x2="26"
        y2="5"
        stroke={`var(--chart-${color})`}
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  );
}
