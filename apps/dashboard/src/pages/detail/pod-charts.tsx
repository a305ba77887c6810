import { useMemo } from 'react';
import type { List, Pod } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { t } from '../../i18n';
import { secondsOf, toQuery, useRange } from '../../state/range';
import type { ChartSpec } from './chart-specs';
import { MOST_PARTS, PartChart } from './part-chart';
import { colorByName, largest, sumGroups } from './parts';
import { toSeries } from './series';
import { podsPathOf, withQuery } from './subject';
import { useShownTime } from './use-shown-time';
import type { SubjectData } from './use-subject';

/** Points of a stacked chart, about: there are many lines of them. */
const POINTS = 90;

/** Pods asked for, by name; a node has no more. */
const MOST_PODS = 500;

interface Props {
  readonly specs: readonly ChartSpec[];
  readonly data: SubjectData;
  /** One area a namespace instead of one a pod. */
  readonly isByNamespace: boolean;
}

/** The charts of a node, namespace or workload stacked from its pods. */
export function PodCharts({ specs, data, isByNamespace }: Props) {
  return specs.flatMap((spec) =>
    (spec.stacked ?? []).map((field) => (
      <PodChart key={field} {...{ spec, field, data, isByNamespace }} />
    )),
  );
}

type PodList = List<Pod> & { readonly step_seconds?: number };

function PodChart({
  spec,
  field,
  data,
  isByNamespace,
}: Omit<Props, 'specs'> & { spec: ChartSpec; field: string }) {
  const range = useRange();
  const step = Math.max(1, Math.ceil(secondsOf(range) / POINTS));
  const base = podsPathOf(data.subject) ?? '';
  const query = [toQuery(range), `step=${step}`, `fields=${field}`, `limit=${MOST_PODS}`];
  const path = withQuery(base, ...query);
  const { data: list, error, isLoading, updatedAt } = useResource<PodList>(path);
  const time = useShownTime(updatedAt);
  const all = useMemo(
    () => seriesOf(list?.items ?? [], field, isByNamespace),
    [list, field, isByNamespace],
  );
  const series = useMemo(() => largest(colorByName(all, MOST_PARTS), MOST_PARTS), [all]);
  return (
    <PartChart
      {...{ spec, field, series, ...time }}
      note={noteOf(list, series.length, all.length, isByNamespace)}
      stepSeconds={list?.step_seconds}
      isLoading={isLoading && list === undefined}
      error={list === undefined ? error?.message : undefined}
      restPath={path}
    />
  );
}

function seriesOf(pods: readonly Pod[], field: string, isByNamespace: boolean) {
  const grouped = pods.flatMap(({ namespace, pod, uid, samples }) => {
    const label = pod ?? uid ?? '';
    const key = uid ?? `${namespace ?? ''}/${label}`;
    const series = toSeries(samples ?? [], { key, label, field });
    const group = namespace ?? t('detail.unnamed');
    return series === undefined ? [] : [{ group, series }];
  });
  return isByNamespace ? sumGroups(grouped) : grouped.map(({ series }) => series);
}

function noteOf(
  list: PodList | undefined,
  drawn: number,
  there: number,
  isByNamespace: boolean,
): string {
  const total = list?.metadata.total ?? 0;
  const about = t(isByNamespace ? 'detail.parts.namespaces' : 'detail.parts.pods');
  const cut = drawn < there ? ` ${t('detail.parts.largest', { drawn, there })}` : '';
  const left = total > MOST_PODS ? ` ${t('detail.parts.first', { asked: MOST_PODS, total })}` : '';
  return about + cut + left;
}
