import { useMemo } from 'react';
import type { List, NodeNamespace, Pod, Sample } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { t } from '../../i18n';
import { secondsOf, toQuery, useRange } from '../../state/range';
import { chartsOf, type ChartSpec } from './chart-specs';
import type { Measured } from './measured';
import { pathTo } from '../../state/route';
import { PartChart } from './part-chart';
import { podHref } from './pod-href';
import { toSeries } from './series';
import { namespacesPathOf, podsPathOf, restPathOf, withQuery, type Subject } from './subject';
import { useParts } from './use-parts';
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

type Part = Pod | NodeNamespace;
type PartList = List<Part> & { readonly step_seconds?: number };

function PodChart({
  spec,
  field,
  data,
  isByNamespace,
}: Omit<Props, 'specs'> & { spec: ChartSpec; field: string }) {
  const range = useRange();
  const step = Math.max(1, Math.ceil(secondsOf(range) / POINTS));
  const pathOf = isByNamespace ? namespacesPathOf : podsPathOf;
  const base = pathOf(data.subject) ?? '';
  const query = [toQuery(range), `step=${step}`, `fields=${field}`, `limit=${MOST_PODS}`];
  const path = withQuery(base, ...query);
  const { data: list, error, isLoading, updatedAt } = useResource<PartList>(path);
  const whole = useWhole(data.subject, step);
  const time = useShownTime(updatedAt);
  const all = useMemo(() => seriesOf(list?.items ?? [], field), [list, field]);
  const parts = useParts(all);
  return (
    <PartChart
      {...{ spec, field, parts, whole, ...time }}
      note={noteOf(list, parts.length, all.length, isByNamespace)}
      stepSeconds={list?.step_seconds}
      isLoading={isLoading && list === undefined}
      error={list === undefined ? error?.message : undefined}
      restPath={path}
    />
  );
}

/** The points of the subject itself at the times of its parts; one answer for all charts of the page. */
function useWhole(subject: Subject, step: number): readonly Sample[] | undefined {
  const range = useRange();
  const fields = chartsOf(subject.page).flatMap(({ stacked }) => stacked ?? []);
  const query = [toQuery(range), `step=${step}`, `fields=${fields.join(',')}`];
  return useResource<Measured>(withQuery(restPathOf(subject), ...query)).data?.samples;
}

function seriesOf(parts: readonly Part[], field: string) {
  return parts.flatMap((part) => {
    const series = toSeries(part.samples ?? [], { ...nameOf(part), field });
    return series === undefined ? [] : [{ ...series, href: hrefOf(part) }];
  });
}

function nameOf(part: Part): { key: string; label: string } {
  if (!('pod' in part)) return { key: part.namespace, label: part.namespace };
  const label = part.pod ?? part.uid ?? '';
  return { key: part.uid ?? `${part.namespace ?? ''}/${label}`, label };
}

/** Drilling down from an area to what it is of. */
function hrefOf(part: Part): string | undefined {
  return 'pod' in part ? podHref(part) : pathTo.namespace(part.namespace);
}

function noteOf(
  list: PartList | undefined,
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
