import { METRICS_GROUP, METRICS_VERSIONS, type MetricsVersion } from './metrics-objects';

/** The group and its versions, the preferred one first: `APIGroup` without kind and apiVersion. */
function describeGroup(): object {
  const versions = METRICS_VERSIONS.map(toGroupVersion);
  return { name: METRICS_GROUP, versions, preferredVersion: versions[0] };
}

function toGroupVersion(version: MetricsVersion): object {
  return { groupVersion: `${METRICS_GROUP}/${version}`, version };
}

/** `/apis/metrics.k8s.io`. */
export function createGroup(): object {
  return { kind: 'APIGroup', apiVersion: 'v1', ...describeGroup() };
}

/** `/apis`: this group alone. */
export function createGroupList(): object {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: [describeGroup()] };
}

/**
 * `/apis/metrics.k8s.io/<version>`. Without short names, categories and singular names, so that
 * `kubectl get pods` goes on to mean the pods themselves.
 */
export function createResourceList(version: MetricsVersion): object {
  const verbs = ['get', 'list'];
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: `${METRICS_GROUP}/${version}`,
    resources: [
      { name: 'nodes', singularName: '', namespaced: false, kind: 'NodeMetrics', verbs },
      { name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs },
    ],
  };
}
