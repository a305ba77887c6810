import { API_ENVIRONMENT } from '@kubemonitor/config';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1';

/** Port the API's container listens on: the default of its `PORT`. */
export const API_PORT_NUMBER = Number(API_ENVIRONMENT.PORT.fallback);

/** Name of that port, by which services and probes refer to it. */
export const API_PORT_NAME = 'http';

/** Port of the service inside the cluster: `http://monitor-api-service`. */
export const SERVICE_PORT = 80;

/** Port the API's container listens on for the cluster's API server, over TLS. */
export const AGGREGATION_PORT_NUMBER = 8_443;

/** Name of that port. */
export const AGGREGATION_PORT_NAME = 'aggregation';

/** Its port of the service: what an APIService takes unless it says otherwise. */
export const AGGREGATION_SERVICE_PORT = 443;

/** Port on every node. */
export const NODE_PORT = 30_080;

/** Name resolution, as a network policy allows it. */
export const DNS_PORTS: INetworkPolicyPort[] = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];
