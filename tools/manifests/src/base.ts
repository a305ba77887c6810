import { createApi, createApiAccount, createApiDataClaim } from './objects/api';
import {
  createApiRole,
  createApiRoleBinding,
  createReaderRole,
  createTrustBinding,
} from './objects/api-access';
import { createApiNodePort, createApiPolicy, createApiService } from './objects/api-network';
import { createNamespace, createPriorityClass } from './objects/cluster-wide';
import {
  createCollector,
  createCollectorAccount,
  createCollectorPolicy,
} from './objects/collector';
import { createAggregatedReaderRole, createRegistration } from './objects/metrics-api';
import type { Resource } from './resource';

/**
 * The registrations of metrics.k8s.io. Not of the base: applying them takes `kubectl top` and
 * autoscalers away from whoever answers them now.
 */
export function createMetricsApi(): readonly Resource[] {
  return [
    {
      note: 'kubectl top and autoscalers ask kubemonitor from now on …',
      object: createRegistration('v1beta1'),
    },
    {
      note: '… those of Kubernetes 1.37 and later by this version.',
      object: createRegistration('v1'),
    },
    {
      note: 'Who may view a namespace may see what its pods use.',
      object: createAggregatedReaderRole(),
    },
  ];
}

/** The default install: file of `deploy/base`, and its objects in the order to be applied. */
export function createBase(): ReadonlyMap<string, readonly Resource[]> {
  return new Map([
    [
      'namespace.yaml',
      [
        { note: 'Everything with a namespace is in this one.', object: createNamespace() },
        { note: 'Priority of both programs.', object: createPriorityClass() },
      ],
    ],
    [
      'api-access.yaml',
      [
        { note: 'Who the API is to the cluster …', object: createApiAccount() },
        { note: '… what it may do, and nothing else …', object: createApiRole() },
        { note: '… given to it …', object: createApiRoleBinding() },
        {
          note: '… and whom the cluster trusts, for metrics.k8s.io.',
          object: createTrustBinding(),
        },
        {
          note: 'For people who may read; bound to nobody here (docs/security.md).',
          object: createReaderRole(),
        },
      ],
    ],
    [
      'api.yaml',
      [
        { note: 'Volume of the API.', object: createApiDataClaim() },
        { note: 'The API server.', object: createApi() },
        { note: 'http://monitor-api-service inside the cluster.', object: createApiService() },
        { note: 'http://<any node>:30080 from outside.', object: createApiNodePort() },
        { note: 'Who may connect to the API.', object: createApiPolicy() },
      ],
    ],
    [
      'collector.yaml',
      [
        { note: 'Who the collectors are; without any right.', object: createCollectorAccount() },
        { note: 'One collector a node.', object: createCollector() },
        { note: 'Whom the collectors may connect to.', object: createCollectorPolicy() },
      ],
    ],
  ]);
}
