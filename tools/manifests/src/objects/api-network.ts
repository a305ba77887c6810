import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { Service } from 'kubernetes-models/v1';
import {
  API,
  API_NODE_PORT_SERVICE,
  API_SERVICE,
  NAMESPACE,
  componentLabels,
  selectorLabels,
} from './names';
import {
  AGGREGATION_PORT_NAME,
  AGGREGATION_PORT_NUMBER,
  AGGREGATION_SERVICE_PORT,
  API_PORT_NAME,
  API_PORT_NUMBER,
  NODE_PORT,
  SERVICE_PORT,
} from './ports';

const PORT = {
  name: API_PORT_NAME,
  port: SERVICE_PORT,
  targetPort: API_PORT_NAME,
  protocol: 'TCP',
} as const;

const AGGREGATION_PORT = {
  name: AGGREGATION_PORT_NAME,
  port: AGGREGATION_SERVICE_PORT,
  targetPort: AGGREGATION_PORT_NAME,
  protocol: 'TCP',
} as const;

/** The API inside the cluster: for its clients, and over TLS for the cluster's API server. */
export function createApiService(): Service {
  return new Service({
    metadata: { name: API_SERVICE, namespace: NAMESPACE, labels: componentLabels('api') },
    spec: { type: 'ClusterIP', selector: selectorLabels('api'), ports: [PORT, AGGREGATION_PORT] },
  });
}

/** The API on a port of every node. */
export function createApiNodePort(): Service {
  return new Service({
    metadata: {
      name: API_NODE_PORT_SERVICE,
      namespace: NAMESPACE,
      labels: componentLabels('api'),
    },
    spec: {
      type: 'NodePort',
      selector: selectorLabels('api'),
      ports: [{ ...PORT, nodePort: NODE_PORT }],
    },
  });
}

/**
 * Only the API's own ports, for anybody: people come by node ports, proxies and ingresses, the
 * cluster's API server by addresses that differ in every cluster, and who may ask what is decided
 * by tokens and certificates. Egress is left open, since the Kubernetes API's address differs too.
 */
export function createApiPolicy(): NetworkPolicy {
  return new NetworkPolicy({
    metadata: { name: API, namespace: NAMESPACE, labels: componentLabels('api') },
    spec: {
      podSelector: { matchLabels: selectorLabels('api') },
      policyTypes: ['Ingress'],
      ingress: [
        {
          ports: [
            { protocol: 'TCP', port: API_PORT_NUMBER },
            { protocol: 'TCP', port: AGGREGATION_PORT_NUMBER },
          ],
        },
      ],
    },
  });
}
