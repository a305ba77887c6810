import { useId, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { language, t } from '../i18n';
import { useStore } from '../state/use-store';
import { fileName, saveCsv, saveFile } from '../tables/save-file';
import { chartCsv } from './chart-csv';
import { drawPicture } from './chart-png';
import { ChartTable, MarkList } from './chart-table';
import './charts.css';
import type { ChartColors } from './colors';
import { makeCursorStore } from './cursor';
import { Legend } from './legend';
import { LineLegend } from './line-legend';
import { Plot } from './plot';
import { hasBand, makeModel, type PlotModel } from './plot-model';
import type { TimeChartProps } from './time-chart-props';

/** A chart of values over time, which is also a table, a CSV file and a picture. */
export function TimeChart(props: TimeChartProps) {
  const { title, unit, height = 220, description, syncKey = 'page', onZoom, onZoomOut } = props;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [isTable, setTable] = useState(false);
  const [cursor] = useState(makeCursorStore);
  const plotRef = useRef<{ plot: uPlot; colors: ChartColors } | undefined>(undefined);
  const titleId = useId();
  useStore(language);
  const model = useModel(props, hidden);
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  };
  const savePicture = () => {
    const { current } = plotRef;
    if (current === undefined) return;
    void drawPicture({ ...current, model, title, unit }).then((canvas) =>
      canvas.toBlob((picture) => {
        if (picture !== null) saveFile(fileName(title, 'png', Date.now()), picture);
      }),
    );
  };
  const isPlot = !isTable && model.hasValues;
  return (
    <figure className="chart" aria-labelledby={titleId} aria-busy={props.isLoading ?? false}>
      <div className="chart-head">
        <figcaption id={titleId} className="chart-title">
          {title}
        </figcaption>
        <div className="chart-actions">
          <button
            type="button"
            aria-pressed={isTable}
            aria-label={t('charts.table.hint', { title })}
            onClick={() => setTable(!isTable)}
          >
            {t('charts.table')}
          </button>
          <button
            type="button"
            aria-label={t('charts.csv.hint', { title })}
            disabled={!model.hasValues}
            onClick={() => saveCsv(title, chartCsv(model, unit))}
          >
            CSV
          </button>
          <button
            type="button"
            aria-label={t('charts.png.hint', { title })}
            disabled={!isPlot}
            onClick={savePicture}
          >
            PNG
          </button>
          {props.restPath !== undefined && (
            <a
              href={props.restPath}
              target="_blank"
              rel="noreferrer"
              aria-label={t('charts.rest.hint', { title })}
            >
              REST
            </a>
          )}
        </div>
      </div>
      <div className="chart-notes">
        {description !== undefined && <p className="chart-note">{description}</p>}
        {model.hasValues && props.error !== undefined && <ErrorNote error={props.error} />}
      </div>
      <div className="chart-body">
        {model.hasValues ? null : <EmptyChart {...props} height={height} />}
        {isTable && model.hasValues && <ChartTable title={title} model={model} unit={unit} />}
        {isPlot && (
          <Plot
            {...{ model, unit, height, syncKey, cursor, titleId, plotRef, onZoom, onZoomOut }}
          />
        )}
      </div>
      <div className="chart-foot">
        {isPlot && <Legend {...{ title, model, unit, cursor, onToggle: toggle }} />}
        {isTable && <LineLegend {...{ title, model, unit }} />}
        {isPlot && hasBand(model) && <p className="chart-note">{t('charts.band')}</p>}
        {model.marks.length > 0 && (
          <div className={isTable ? undefined : 'visually-hidden-chart'}>
            <MarkList title={title} model={model} isShown={isTable} />
          </div>
        )}
      </div>
    </figure>
  );
}

function useModel(props: TimeChartProps, hidden: ReadonlySet<string>): PlotModel {
  const { unit, series, lines, marks, stacked, startMs, endMs, stepMs } = props;
  return useMemo(
    () => makeModel({ unit, series, lines, marks, stacked, startMs, endMs, stepMs }, hidden),
    [unit, series, lines, marks, stacked, startMs, endMs, stepMs, hidden],
  );
}

function ErrorNote({ error }: { error: string }) {
  return (
    <p className="chart-note chart-error" role="alert">
      {t('charts.error', { error })}
    </p>
  );
}

function EmptyChart({ isLoading, error, emptyText, height }: TimeChartProps & { height: number }) {
  return (
    <div className="chart-empty" style={{ minHeight: height }} role="status">
      {error === undefined ? (
        <p>{isLoading ? t('charts.loading') : (emptyText ?? t('charts.empty'))}</p>
      ) : (
        <ErrorNote error={error} />
      )}
    </div>
  );
}
