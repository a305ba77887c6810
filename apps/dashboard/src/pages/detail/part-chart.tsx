import { TimeChart, type ChartSeries, type Mark } from '../../charts';
import { t } from '../../i18n';
import { zoomBack, zoomTo } from '../../state/range';
import type { ChartSpec } from './chart-specs';

/** Most parts that are drawn: more colours are not told apart. */
export const MOST_PARTS = 8;

interface Props {
  readonly spec: ChartSpec;
  readonly field: string;
  readonly series: readonly ChartSeries[];
  /** What is drawn of how much, and from what. */
  readonly note: string;
  readonly marks?: readonly Mark[];
  readonly startMs: number;
  readonly endMs: number;
  readonly stepSeconds: number | undefined;
  readonly isLoading: boolean;
  readonly error?: string;
  readonly restPath: string;
}

/** A chart of one field, stacked from its parts. */
export function PartChart(props: Props) {
  const { spec, field, series, note, stepSeconds, ...others } = props;
  const line = spec.lines.find((one) => one.field === field);
  const title = t(spec.title);
  const isOne = spec.stacked?.length === 1 || line === undefined;
  return (
    <TimeChart
      {...others}
      title={isOne ? title : t('detail.chart.part', { title, part: t(line.label) })}
      description={note}
      unit={spec.unit}
      series={series}
      stacked
      stepMs={stepSeconds === undefined ? undefined : stepSeconds * 1_000}
      onZoom={zoomTo}
      onZoomOut={zoomBack}
      emptyText={t('detail.empty.window')}
    />
  );
}
