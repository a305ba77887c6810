import { useMemo } from 'react';
import { TimeChart, type Mark } from '../../charts';
import { t } from '../../i18n';
import { zoomBack, zoomTo } from '../../state/range';
import { reasonText } from '../../tables';
import type { ChartSpec } from './chart-specs';
import { limitLines } from './limit-lines';
import { missingReason } from './measured';
import { toSeries } from './series';
import type { SubjectData } from './use-subject';
import { useShownTime } from './use-shown-time';

/** Of a chart without any line, CSS px: it has a sentence only. */
const EMPTY_HEIGHT = 56;

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
      height={series.length > 0 || isLoading ? undefined : EMPTY_HEIGHT}
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
      emptyText={emptyText(spec, data)}
      restPath={windowPath}
    />
  );
}

/** Why the chart has no line: the reason the latest answer gives for its first field. */
function emptyText({ lines }: ChartSpec, { now, samples }: SubjectData): string {
  const [{ field }] = lines;
  if (samples.length === 0) return t('detail.empty.window');
  if (now?.missing?.[field] === undefined && now !== undefined && field in now) {
    return t('detail.empty.window');
  }
  return reasonText(missingReason(now, field));
}
