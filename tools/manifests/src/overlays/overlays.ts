import { API_ENVIRONMENT } from '@kubemonitor/config';
import { API_CONTAINER, createApi, createApiDataClaim } from '../objects/api';
import { createApiNodePort } from '../objects/api-network';
import { API_SETTINGS } from '../objects/api-settings';
import { toEnvironment } from '../objects/environment';
import type { Settings } from '../objects/environment';
import { API_DATA_VOLUME } from '../objects/names';
import { createPatch, createRemoval } from './patch';
import type { Patch } from './patch';

/** A variant of the default install. */
export interface Overlay {
  readonly note: string;
  /** File name to patch. */
  readonly patches: ReadonlyMap<string, Patch>;
}

function override(changes: Settings<typeof API_ENVIRONMENT>): ReturnType<typeof toEnvironment> {
  return toEnvironment(API_ENVIRONMENT, changes, API_SETTINGS);
}

/** To look at: everybody may read, and nothing but a node's disk is needed. */
function createDemo(): Overlay {
  return {
    note: 'To try it out: everybody who reaches the API may read, and data end with the pod.',
    patches: new Map([
      [
        'api.yaml',
        createPatch('Reading needs no token; the volume is the pod’s own.', createApi(), {
          spec: {
            template: {
              spec: {
                containers: [
                  {
                    name: API_CONTAINER,
                    env: override({ AUTH_READ: 'none', RETENTION_MAX_BYTES: '1610612736' }),
                  },
                ],
                volumes: [
                  {
                    name: API_DATA_VOLUME,
                    persistentVolumeClaim: null,
                    emptyDir: { sizeLimit: '2Gi' },
                  },
                ],
              },
            },
          },
        }),
      ],
      ['api-data.yaml', createRemoval('No storage class is needed.', createApiDataClaim())],
    ]),
  };
}

/** For many nodes: more memory and disk, and no port on every node. */
function createProduction(): Overlay {
  return {
    note: 'For up to 400 nodes of 30 pods; reached through an ingress with TLS of your own.',
    patches: new Map([
      [
        'api.yaml',
        createPatch('Room for four times the series.', createApi(), {
          spec: {
            template: {
              // An autoscaler should not move it about to save a node; a drain still may.
              metadata: {
                annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
              },
              spec: {
                containers: [
                  {
                    name: API_CONTAINER,
                    env: override({
                      MAX_SERIES: '1000000',
                      MAX_ENTITIES: '1000000',
                      STORAGE_MEMORY_BYTES: '1073741824',
                      RETENTION_MAX_BYTES: '96636764160',
                    }),
                    resources: {
                      requests: { cpu: '500m', memory: '2Gi' },
                      limits: { memory: '4Gi' },
                    },
                  },
                ],
              },
            },
          },
        }),
      ],
      [
        'api-data.yaml',
        createPatch('A larger volume.', createApiDataClaim(), {
          spec: { resources: { requests: { storage: '100Gi' } } },
        }),
      ],
      [
        'api-nodeport.yaml',
        createRemoval('Tokens must not cross the network unencrypted.', createApiNodePort()),
      ],
    ]),
  };
}

/** The overlays by their folder's name. */
export function createOverlays(): ReadonlyMap<string, Overlay> {
  return new Map([
    ['demo', createDemo()],
    ['production', createProduction()],
  ]);
}
