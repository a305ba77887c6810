import { useMemo } from 'react';
import type { Sample } from '../../api/types';
import { TimeChart, type ChartSeries, type Mark } from '../../charts';
import { t } from '../../i18n';
import { zoomBack, zoomTo } from '../../state/range';
import type { ChartSpec } from './chart-specs';
import { toSeries } from './series';

interface Props {
  readonly spec: ChartSpec;
  readonly field: string;
  readonly parts: readonly ChartSeries[];
  /** Points of what the parts are of: drawn as a line, for the parts may not be all of it. */
  readonly whole: readonly Sample[] | undefined;
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

/** No name of a part: those do not begin with a space. */
const WHOLE_KEY = ' total';

/** A chart of one field, stacked from its parts, with the whole as a line. */
export function PartChart(props: Props) {
  const { spec, field, parts, whole, note, stepSeconds, ...others } = props;
  const series = useMemo(() => [...wholeOf(whole, field), ...parts], [whole, field, parts]);
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

function wholeOf(samples: readonly Sample[] | undefined, field: string): readonly ChartSeries[] {
  const name = { key: WHOLE_KEY, label: t('detail.parts.total'), field };
  const series = toSeries(samples ?? [], name);
  return series === undefined ? [] : [{ ...series, isWhole: true }];
}
