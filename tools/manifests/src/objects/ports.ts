import { API_ENVIRONMENT } from '@kubemonitor/config';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1';

/** Port the API's container listens on: the default of its `PORT`. */
export const API_PORT_NUMBER = Number(API_ENVIRONMENT.PORT.fallback);

/** Name of that port, by which services and probes refer to it. */
export const API_PORT_NAME = 'http';

/** Port of the service inside the cluster: `http://monitor-api-service`. */
export const SERVICE_PORT = 80;

/** Port on every node. */
export const NODE_PORT = 30_080;

/** Name resolution, as a network policy allows it. */
export const DNS_PORTS: INetworkPolicyPort[] = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];
