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
import { API_PORT_NAME, API_PORT_NUMBER, NODE_PORT, SERVICE_PORT } from './ports';

const PORT = {
  name: API_PORT_NAME,
  port: SERVICE_PORT,
  targetPort: API_PORT_NAME,
  protocol: 'TCP',
} as const;

/** The API inside the cluster. */
export function createApiService(): Service {
  return new Service({
    metadata: { name: API_SERVICE, namespace: NAMESPACE, labels: componentLabels('api') },
    spec: { type: 'ClusterIP', selector: selectorLabels('api'), ports: [PORT] },
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
 * Only the API's own port, for anybody: people come by node ports, proxies and ingresses whose
 * addresses differ in every cluster, and who may ask what is decided by their tokens. Egress is
 * left open, since the address and port of the Kubernetes API differ too.
 */
export function createApiPolicy(): NetworkPolicy {
  return new NetworkPolicy({
    metadata: { name: API, namespace: NAMESPACE, labels: componentLabels('api') },
    spec: {
      podSelector: { matchLabels: selectorLabels('api') },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ protocol: 'TCP', port: API_PORT_NUMBER }] }],
    },
  });
}
