import {
  metricsOf,
  seriesNamesOf,
  type QosClass,
  type Scope,
  type SeriesName,
} from '@kubemonitor/metrics-model';
import type { Labels } from '@kubemonitor/remote-write';
import type { EntityTraits } from '../store';
import type { ViewedEntity } from './entities/viewed-entity';

/**
 * A sample of every entity at every reading, with or without values: when it was read, and in
 * which life of its node (`computeBootMark`). Its labels tell what there is of the entity.
 */
export const READING = 'kubemonitor_reading';

/** Value 1: which namespace and workload a pod counts to, to be joined by `node` and `uid`. */
export const POD_GROUPS = 'kubemonitor_pod_groups';

/** Value 1: why a value is absent, of an entity or, without `entity`, of a node's whole column. */
export const ABSENT = 'kubemonitor_absent';

/** Who made a reading: the collector, or a POST of one sample. */
export type ReadingSource = 'collector' | 'sample';

/** The label that holds an entity's id, by scope. */
export const ID_LABEL: Readonly<Record<Scope, string>> = {
  node: 'node',
  pod: 'uid',
  // As cAdvisor: the container's id is `name`, the path of a cgroup is `id`.
  container: 'name',
  cgroup: 'id',
};

/** Labels that static labels must not be named like. */
export const RESERVED_LABELS: ReadonlySet<string> = new Set([
  ...['__name__', 'node', 'uid', 'name', 'id', 'scope', 'source', 'qos', 'host_network'],
  ...['sandbox', 'mode', 'failure_type', 'namespace', 'workload', 'metric', 'reason', 'entity'],
]);

/** Labels all series of an entity have; empty values are no labels. */
export function identityLabels({ scope, node, id, parent }: ViewedEntity): Record<string, string> {
  const labels: Record<string, string> = { node, [ID_LABEL[scope]]: id };
  if (parent !== undefined) labels.uid = parent.id;
  return labels;
}

/** Labels of an entity's readings. */
export function readingLabels(entity: ViewedEntity, source: ReadingSource): Record<string, string> {
  return {
    ...identityLabels(entity),
    scope: entity.scope,
    source,
    ...traitLabels(entity.traits),
  };
}

function traitLabels({ qos, hostNetwork, sandbox }: EntityTraits): Record<string, string> {
  const labels: Record<string, string> = {};
  if (qos !== undefined) labels.qos = qos;
  if (typeof hostNetwork === 'boolean') labels.host_network = String(hostNetwork);
  if (typeof sandbox === 'boolean') labels.sandbox = String(sandbox);
  return labels;
}

/** The traits readings' labels tell; what is not there was not known. */
export function parseTraits(scope: Scope, labels: Readonly<Record<string, string>>): EntityTraits {
  if (scope === 'pod' && labels.qos !== undefined) {
    return { qos: labels.qos as QosClass, hostNetwork: toBoolean(labels.host_network) };
  }
  if (scope === 'container') return { sandbox: toBoolean(labels.sandbox) };
  return {};
}

function toBoolean(text: string | undefined): boolean | null {
  return text === undefined ? null : text === 'true';
}

/** Labels in the order remote write wants them, without empty ones. */
export function toSortedLabels(labels: Readonly<Record<string, string>>): Labels {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What tells a stored metric's series from others of the same name. */
export function seriesKey(name: string, labels: Readonly<Record<string, string>>): string {
  const { mode = '', failure_type: failure = '' } = labels;
  return `${name} ${mode} ${failure}`;
}

/** A metric of the catalogue and how its values are stored. */
export interface StoredMetric {
  readonly metric: string;
  readonly divisor: number;
}

const BY_KEY = new Map<Scope, ReadonlyMap<string, StoredMetric>>();

/** The metrics of a scope by `seriesKey`. */
export function storedMetrics(scope: Scope): ReadonlyMap<string, StoredMetric> {
  let metrics = BY_KEY.get(scope);
  if (metrics === undefined) {
    metrics = new Map(
      metricsOf(scope).map(({ name: metric }) => {
        const { name, labels = {}, divisor = 1 } = nameOf(scope, metric);
        return [seriesKey(name, labels), { metric, divisor }];
      }),
    );
    BY_KEY.set(scope, metrics);
  }
  return metrics;
}

/** The Prometheus name of a metric. @throws RangeError when the catalogue has none */
export function nameOf(scope: Scope, metric: string): SeriesName {
  const name = seriesNamesOf(scope)[metric];
  if (name === undefined) throw new RangeError(`no Prometheus name of ${scope} ${metric}`);
  return name;
}

/**
 * A value as it was before it was divided: whole counters come back exactly up to 10^15.
 */
export function toStoredUnits(value: number, divisor: number): number {
  if (divisor === 1) return value;
  // Thousandths are more than any gauge that is divided has; counters are whole.
  return Math.round(value * divisor * 1_000) / 1_000;
}
