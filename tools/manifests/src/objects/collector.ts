import { COLLECTOR_ENVIRONMENT } from '@kubemonitor/config';
import { DaemonSet } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { ServiceAccount } from 'kubernetes-models/v1';
import type { IContainer } from 'kubernetes-models/v1';
import { API_PORT_NUMBER, DNS_PORTS } from './ports';
import { COLLECTOR_MOUNTS, COLLECTOR_VOLUMES, PATHS } from './collector-volumes';
import { toEnvironment } from './environment';
import { CONTAINER_SECURITY, POD_SECURITY } from './hardening';
import {
  API_SERVICE,
  COLLECTOR,
  IMAGES,
  NAMESPACE,
  PRIORITY_CLASS,
  VERSION,
  componentLabels,
  selectorLabels,
} from './names';

const HEALTH_PORT = 8_081;

const ENVIRONMENT = toEnvironment(COLLECTOR_ENVIRONMENT, {
  NODE_NAME: { fieldPath: 'spec.nodeName' },
  API_SERVER_URL: `http://${API_SERVICE}`,
  INGEST_TOKEN_FILE: PATHS.token,
  HOST_PROC: PATHS.proc,
  HOST_SYS_CGROUP: PATHS.cgroup,
  SPOOL_DIR: PATHS.spool,
  HEALTH_PORT: String(HEALTH_PORT),
  // The pod's own address, IPv4 or IPv6, whichever the cluster has.
  HEALTH_HOST: { fieldPath: 'status.podIP' },
});

function createContainer(): IContainer {
  const live = { httpGet: { path: '/livez', port: 'health' }, timeoutSeconds: 5 };
  return {
    name: 'collector',
    image: `${IMAGES.collector}:${VERSION}`,
    imagePullPolicy: 'IfNotPresent',
    env: ENVIRONMENT,
    ports: [{ name: 'health', containerPort: HEALTH_PORT, protocol: 'TCP' }],
    startupProbe: { ...live, periodSeconds: 2, failureThreshold: 30 },
    // A reader that is stuck for three intervals, or in the kernel, for half a minute more.
    livenessProbe: { ...live, periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: {
      httpGet: { path: '/readyz', port: 'health' },
      // The first tick comes within one interval; asked before it, kubelet would warn.
      initialDelaySeconds: 6,
      periodSeconds: 5,
      timeoutSeconds: 5,
    },
    resources: {
      requests: { cpu: '20m', memory: '64Mi' },
      // No limit of CPU: a throttled reader would read its pods late, a few at a time.
      limits: { memory: '192Mi' },
    },
    securityContext: CONTAINER_SECURITY,
    volumeMounts: COLLECTOR_MOUNTS,
  };
}

/** The collector on every node. It has no rights in the cluster and sees no other namespace. */
export function createCollector(): DaemonSet {
  return new DaemonSet({
    metadata: { name: COLLECTOR, namespace: NAMESPACE, labels: componentLabels('collector') },
    spec: {
      selector: { matchLabels: selectorLabels('collector') },
      revisionHistoryLimit: 5,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: {
        metadata: { labels: componentLabels('collector') },
        spec: {
          serviceAccountName: COLLECTOR,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: PRIORITY_CLASS,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          // Every node, whatever is wrong with it.
          tolerations: [{ operator: 'Exists' }],
          // It ends its tick and tries three seconds long to deliver it.
          terminationGracePeriodSeconds: 10,
          securityContext: POD_SECURITY,
          containers: [createContainer()],
          volumes: COLLECTOR_VOLUMES,
        },
      },
    },
  });
}

/** Who the collectors' tokens are made out to; no role is bound to it. */
export function createCollectorAccount(): ServiceAccount {
  return new ServiceAccount({
    metadata: { name: COLLECTOR, namespace: NAMESPACE, labels: componentLabels('collector') },
    automountServiceAccountToken: false,
  });
}

/**
 * Nobody connects to a collector but its node's kubelet, which network policies never bind;
 * it connects to the API and asks for the API's address.
 */
export function createCollectorPolicy(): NetworkPolicy {
  return new NetworkPolicy({
    metadata: { name: COLLECTOR, namespace: NAMESPACE, labels: componentLabels('collector') },
    spec: {
      podSelector: { matchLabels: selectorLabels('collector') },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [
        {
          to: [{ podSelector: { matchLabels: selectorLabels('api') } }],
          ports: [{ protocol: 'TCP', port: API_PORT_NUMBER }],
        },
        // To any address: a cluster's DNS may be pods, or a cache on the node itself.
        { ports: DNS_PORTS },
      ],
    },
  });
}
