import { NAMESPACE, componentLabels, selectorLabels } from '../objects/names';
import { API_PORT_NAME } from '../objects/ports';
import { SCRAPER_TOKEN } from './access';

/**
 * Objects of the Prometheus operator (prometheus-operator `Documentation/api-reference`,
 * monitoring.coreos.com/v1), as far as they are used here.
 */
interface Relabeling {
  readonly sourceLabels?: readonly string[];
  readonly targetLabel?: string;
  readonly regex?: string;
  readonly replacement?: string;
  readonly action?: 'replace' | 'keep' | 'drop' | 'labeldrop';
}

interface Endpoint {
  readonly port: string;
  readonly path: string;
  /** Labels a sample has win over those of its target. */
  readonly honorLabels?: boolean;
  readonly authorization?: {
    readonly type: 'Bearer';
    readonly credentials: { readonly name: string; readonly key: string };
  };
  readonly relabelings?: readonly Relabeling[];
  readonly metricRelabelings?: readonly Relabeling[];
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Monitor<Kind extends string, Spec> {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: Kind;
  readonly metadata: Metadata;
  readonly spec: Spec;
}

interface Selector {
  readonly matchLabels: Readonly<Record<string, string>>;
}

export type ServiceMonitor = Monitor<
  'ServiceMonitor',
  { readonly selector: Selector; readonly endpoints: readonly Endpoint[] }
>;

export type PodMonitor = Monitor<
  'PodMonitor',
  { readonly selector: Selector; readonly podMetricsEndpoints: readonly Endpoint[] }
>;

/** Marks the one of the API's services that is scraped: both have the same pods. */
export const SCRAPED_LABEL = { 'kubemonitor/scraped': 'true' } as const;

/** Name of the port of the collector's probes. */
const HEALTH_PORT_NAME = 'health';

const toJob = (job: string): Relabeling => ({ targetLabel: 'job', replacement: job });

/**
 * Labels the operator gives to a target, which are the API's own: a sample without one of them,
 * such as a pod's network without a container, must not get it.
 */
const WITHOUT_OWN_LABELS: Relabeling = {
  regex: 'container|endpoint|namespace|pod|service',
  action: 'labeldrop',
};

/** What stands in for the kubelets and kube-state-metrics, under the jobs dashboards look for. */
function createClusterEndpoint(path: string, job: string, dropped?: string): Endpoint {
  const drop: Relabeling = { sourceLabels: ['__name__'], regex: dropped, action: 'drop' };
  return {
    port: API_PORT_NAME,
    path,
    honorLabels: true,
    authorization: { type: 'Bearer', credentials: { name: SCRAPER_TOKEN, key: 'token' } },
    relabelings: [WITHOUT_OWN_LABELS, toJob(job)],
    ...(dropped === undefined ? {} : { metricRelabelings: [drop] }),
  };
}

/** How the operator's Prometheus scrapes the API. */
export function createApiMonitor(): ServiceMonitor {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'monitor-api', namespace: NAMESPACE, labels: componentLabels('api') },
    spec: {
      selector: { matchLabels: { ...selectorLabels('api'), ...SCRAPED_LABEL } },
      endpoints: [
        { port: API_PORT_NAME, path: '/metrics', relabelings: [toJob('kubemonitor')] },
        createClusterEndpoint('/metrics/cadvisor', 'cadvisor'),
        // Its containers are in /metrics/cadvisor, too: sums without a job would count twice.
        createClusterEndpoint('/metrics/resource', 'kubelet', 'container_.+'),
        createClusterEndpoint('/metrics/state', 'kube-state-metrics'),
      ],
    },
  };
}

/** The node's name stands for the address: dashboards of node_exporter go by `instance`. */
const NODE_LABELS: readonly Relabeling[] = ['instance', 'node'].map((targetLabel) => ({
  sourceLabels: ['__meta_kubernetes_pod_node_name'],
  targetLabel,
}));

/** How the operator's Prometheus scrapes the collectors, which have CPUs and disks one by one. */
export function createCollectorMonitor(): PodMonitor {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: {
      name: 'resource-collector',
      namespace: NAMESPACE,
      labels: componentLabels('collector'),
    },
    spec: {
      selector: { matchLabels: selectorLabels('collector') },
      podMetricsEndpoints: [
        {
          port: HEALTH_PORT_NAME,
          path: '/metrics/node',
          relabelings: [...NODE_LABELS, toJob('node-exporter')],
        },
        {
          port: HEALTH_PORT_NAME,
          path: '/metrics',
          relabelings: [...NODE_LABELS, toJob('kubemonitor-collector')],
          metricRelabelings: [
            { sourceLabels: ['__name__'], regex: '(kubemonitor|process)_.+', action: 'keep' },
          ],
        },
      ],
    },
  };
}
