import { useMemo } from 'react';
import { TimeChart, type Mark } from '../../charts';
import { t } from '../../i18n';
import { zoomBack, zoomTo } from '../../state/range';
import type { ChartSpec } from './chart-specs';
import { limitLines } from './limit-lines';
import { whyEmpty } from './missing-charts';
import { toSeries } from './series';
import type { SubjectData } from './use-subject';
import { useShownTime } from './use-shown-time';

interface Props {
  readonly spec: ChartSpec;
  readonly data: SubjectData;
  readonly marks: readonly Mark[];
}

/** One chart of the subject itself. */
export function SubjectChart({ spec, data, marks }: Props) {
  const { windowed, now, then, samples, stepSeconds, windowPath } = data;
  const time = useShownTime(windowed.updatedAt);
  const series = useMemo(
    () =>
      spec.lines.flatMap(({ field, label }, index) => {
        const one = toSeries(samples, { key: field, label: t(label), field, color: index });
        return one === undefined ? [] : [one];
      }),
    [spec, samples],
  );
  const lines = useMemo(() => limitLines(spec.limits ?? [], now, then), [spec, now, then]);
  const isLoading = windowed.isLoading && windowed.data === undefined;
  return (
    <TimeChart
      title={t(spec.title)}
      description={t(spec.description)}
      unit={spec.unit}
      series={series}
      lines={series.length === 0 ? [] : lines}
      marks={marks}
      {...time}
      stepMs={stepSeconds === undefined ? undefined : stepSeconds * 1_000}
      onZoom={zoomTo}
      onZoomOut={zoomBack}
      isLoading={isLoading}
      emptyText={whyEmpty(spec, data)}
      restPath={windowPath}
    />
  );
}
