import { APIService } from 'kubernetes-models/apiregistration.k8s.io/v1';
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { API_SERVICE, NAMESPACE, componentLabels } from './names';
import { AGGREGATION_SERVICE_PORT } from './ports';

const GROUP = 'metrics.k8s.io';

/** Where this group stands among all groups: what metrics-server says. */
const GROUP_PRIORITY = 100;

/** Versions that are served, and their rank among each other: the highest is preferred. */
const VERSION_PRIORITIES = { v1beta1: 100, v1: 200 } as const;

type Version = keyof typeof VERSION_PRIORITIES;

/** Names of the registrations. */
export const API_SERVICE_NAMES = [`v1beta1.${GROUP}`, `v1.${GROUP}`] as const;

/**
 * Makes the cluster's API server pass `/apis/metrics.k8s.io/<version>` on to us. The authority of
 * our certificate is not said here: the API makes it, and writes it into the object.
 */
export function createRegistration(version: Version): APIService {
  return new APIService({
    metadata: { name: `${version}.${GROUP}`, labels: componentLabels('api') },
    spec: {
      group: GROUP,
      version,
      groupPriorityMinimum: GROUP_PRIORITY,
      versionPriority: VERSION_PRIORITIES[version],
      service: { namespace: NAMESPACE, name: API_SERVICE, port: AGGREGATION_SERVICE_PORT },
    },
  });
}

/**
 * Lets who may view, edit or administrate a namespace see what its pods use, as metrics-server's
 * role of this kind does.
 */
export function createAggregatedReaderRole(): ClusterRole {
  const toRole = (name: string): [string, string] => [
    `rbac.authorization.k8s.io/aggregate-to-${name}`,
    'true',
  ];
  return new ClusterRole({
    metadata: {
      name: 'kubemonitor-aggregated-metrics-reader',
      labels: {
        ...componentLabels('api'),
        ...Object.fromEntries(['view', 'edit', 'admin'].map(toRole)),
      },
    },
    rules: [{ apiGroups: [GROUP], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch'] }],
  });
}
