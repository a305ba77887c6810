import { useMemo } from 'react';
import type { Cluster } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { TimeChart, type LimitKind, type LimitLine } from '../../charts';
import type { Unit } from '../../format';
import { useShownTime } from '../detail/use-shown-time';
import { t, type MessageKey } from '../../i18n';
import { problemTitle } from '../../shell/problem-title';
import { secondsOf, toQuery, useRange, zoomBack, zoomTo } from '../../state/range';
import { numberOf } from '../../api/measured';
import { toTotalSeries, type TotalLine } from './cluster-series';

const HEIGHT = 190;

/** Points of a small chart. */
const POINTS = 180;

interface ChartSpec {
  readonly title: MessageKey;
  readonly unit: Unit;
  readonly lines: readonly (readonly [field: string, label: MessageKey])[];
  /** Totals of now that are drawn as lines over the whole width. */
  readonly limits?: readonly (readonly [field: string, label: MessageKey, kind: LimitKind])[];
}

const CHARTS: readonly ChartSpec[] = [
  {
    title: 'overview.cpu',
    unit: 'millicores',
    lines: [
      ['cpu_millicores', 'overview.nodes_sum'],
      ['pods_cpu_millicores', 'overview.pods_sum'],
    ],
    limits: [
      ['cpu_request_millicores', 'overview.requested', 'request'],
      ['cpu_allocatable_millicores', 'overview.allocatable', 'allocatable'],
    ],
  },
  {
    title: 'overview.memory',
    unit: 'bytes',
    lines: [
      ['memory_bytes', 'overview.nodes_sum'],
      ['pods_memory_bytes', 'overview.pods_sum'],
    ],
    limits: [
      ['memory_request_bytes', 'overview.requested', 'request'],
      ['memory_allocatable_bytes', 'overview.allocatable', 'allocatable'],
    ],
  },
  {
    title: 'overview.network',
    unit: 'bytes_per_second',
    lines: [
      ['network_rx_bytes_per_second', 'overview.received'],
      ['network_tx_bytes_per_second', 'overview.sent'],
    ],
  },
  {
    title: 'overview.disk',
    unit: 'bytes_per_second',
    lines: [
      ['disk_read_bytes_per_second', 'overview.read'],
      ['disk_write_bytes_per_second', 'overview.written'],
    ],
  },
];

interface Props {
  /** The totals of now, once they are known. */
  readonly cluster: Cluster | undefined;
  /** The reader may not see the totals: that is said once. */
  readonly isRefused: boolean;
}

/** The totals over the page's time range. */
export function ClusterCharts({ cluster, isRefused }: Props) {
  const range = useRange();
  const step = Math.max(1, Math.ceil(secondsOf(range) / POINTS));
  const path = `/api/cluster?${toQuery(range)}&step=${step}`;
  const { data, error, isLoading, updatedAt } = useResource<Cluster>(isRefused ? undefined : path);
  const { startMs, endMs } = useShownTime(updatedAt);
  const samples = data?.samples;
  if (isRefused) return null;
  return (
    <section className="overview-charts" aria-label={t('overview.charts')}>
      {CHARTS.map((chart) => (
        <ClusterChart
          key={chart.title}
          chart={chart}
          cluster={cluster}
          samples={samples}
          stepMs={(data?.step_seconds ?? step) * 1_000}
          startMs={startMs}
          endMs={endMs}
          isLoading={isLoading}
          error={data === undefined && error !== undefined ? problemTitle(error.status) : undefined}
          restPath={path}
        />
      ))}
    </section>
  );
}

interface ChartProps {
  readonly chart: ChartSpec;
  readonly cluster: Cluster | undefined;
  readonly samples: Cluster['samples'];
  readonly stepMs: number;
  /** The page's time range, also where there are no points. */
  readonly startMs: number;
  readonly endMs: number;
  readonly isLoading: boolean;
  readonly error: string | undefined;
  readonly restPath: string;
}

function ClusterChart({ chart, cluster, samples = [], ...others }: ChartProps) {
  const { title, unit, lines, limits = [] } = chart;
  const series = useMemo(() => {
    const named = lines.map(([field, label]): TotalLine => ({ field, label: t(label) }));
    return toTotalSeries(samples, named);
  }, [samples, lines]);
  const limitLines = useMemo(
    () =>
      limits.flatMap(([field, label, kind]): LimitLine[] => {
        const value = cluster === undefined ? undefined : numberOf(cluster, field);
        return typeof value === 'number' ? [{ label: t(label), value, kind }] : [];
      }),
    [limits, cluster],
  );
  return (
    <TimeChart
      title={t(title)}
      unit={unit}
      series={series}
      lines={limitLines}
      height={HEIGHT}
      description={describeNodes(samples)}
      onZoom={zoomTo}
      onZoomOut={zoomBack}
      {...others}
    />
  );
}

/** A sum over fewer nodes is less: that is said where the points are not all of the same nodes. */
function describeNodes(samples: NonNullable<Cluster['samples']>): string | undefined {
  const counts = samples.map(({ nodes }) => nodes);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least < most ? t('overview.nodes_in_points', { least, most }) : undefined;
}
