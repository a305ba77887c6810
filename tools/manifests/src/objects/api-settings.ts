import type { API_ENVIRONMENT } from '@kubemonitor/config';
import type { Settings } from './environment';
import { AGGREGATION_PORT_NUMBER } from './ports';

/** Directory of the API's volume; the only one it may write to. */
export const DATA_DIRECTORY = '/var/lib/kubemonitor';

/** What the API is told in a cluster, unless an overlay says otherwise. */
export const API_SETTINGS: Settings<typeof API_ENVIRONMENT> = {
  HOST: '0.0.0.0',
  IDENTITY_SOURCE: 'kubernetes',
  AUTH_INGEST: 'kubernetes',
  AUTH_READ: 'kubernetes',
  // For the cluster's API server; nobody comes there before deploy/metrics-api.yaml is applied.
  AGGREGATION_PORT: String(AGGREGATION_PORT_NUMBER),
  STORAGE_DIR: DATA_DIRECTORY,
  // About 100 nodes of 30 pods. The memory limit fits it: see deploy/README.md.
  MAX_SERIES: '250000',
  MAX_ENTITIES: '250000',
  STORAGE_MEMORY_BYTES: '268435456',
  // Leaves the volume of 10 GiB room for what a file system needs itself.
  RETENTION_MAX_BYTES: '8589934592',
};
