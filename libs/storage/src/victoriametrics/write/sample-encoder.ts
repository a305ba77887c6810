import { SampleTemplate, type SnappyPart } from '@kubemonitor/remote-write';
import type { GroupKeys, SingleSample } from '../../store';
import type { ViewedEntity } from '../entities/viewed-entity';
import {
  POD_GROUPS,
  READING,
  identityLabels,
  nameOf,
  readingLabels,
  storedMetrics,
  toSortedLabels,
} from '../series-names';

type StaticLabels = Readonly<Record<string, string>>;

/** One sample from a source that is not a collector, with its reading. */
export function encodeSample(
  entity: ViewedEntity,
  { values }: SingleSample,
  timeMs: number,
  labels: StaticLabels,
): SnappyPart {
  const identity = identityLabels(entity);
  const known = [...storedMetrics(entity.scope).values()].filter(({ metric }) =>
    values.has(metric),
  );
  const series = known.map(({ metric }) => {
    const { name, labels: own } = nameOf(entity.scope, metric);
    return toSortedLabels({ ...labels, ...identity, ...own, __name__: name });
  });
  const reading = { ...labels, ...readingLabels(entity, 'sample'), __name__: READING };
  const template = new SampleTemplate([toSortedLabels(reading), ...series]);
  // A reading of no collector says nothing of boots; its mark is not looked at.
  template.write(timeMs, [
    0,
    ...known.map(({ metric, divisor }) => (values.get(metric) ?? Number.NaN) / divisor),
  ]);
  return template;
}

/** Which groups a pod counts to, said at a time. */
export function encodeGroups(
  pod: ViewedEntity,
  { namespace = '', workload = '' }: GroupKeys,
  timeMs: number,
  labels: StaticLabels,
): SnappyPart {
  const all = { ...labels, ...identityLabels(pod), namespace, workload, __name__: POD_GROUPS };
  const template = new SampleTemplate([toSortedLabels(all)]);
  template.write(timeMs, [1]);
  return template;
}
