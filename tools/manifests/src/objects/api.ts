import { API_ENVIRONMENT } from '@kubemonitor/config';
import { Deployment } from 'kubernetes-models/apps/v1';
import { PersistentVolumeClaim, ServiceAccount } from 'kubernetes-models/v1';
import type { IContainer } from 'kubernetes-models/v1';
import { API_SETTINGS, DATA_DIRECTORY } from './api-settings';
import { toEnvironment } from './environment';
import { CONTAINER_SECURITY, POD_SECURITY } from './hardening';
import {
  API,
  API_DATA_CLAIM,
  API_DATA_VOLUME,
  IMAGES,
  NAMESPACE,
  PRIORITY_CLASS,
  VERSION,
  componentLabels,
  selectorLabels,
} from './names';
import {
  AGGREGATION_PORT_NAME,
  AGGREGATION_PORT_NUMBER,
  API_PORT_NAME,
  API_PORT_NUMBER,
} from './ports';

/** Name of the API's container. */
export const API_CONTAINER = 'api';

function createContainer(): IContainer {
  const live = { httpGet: { path: '/livez', port: API_PORT_NAME }, timeoutSeconds: 5 };
  return {
    name: API_CONTAINER,
    image: `${IMAGES.api}:${VERSION}`,
    imagePullPolicy: 'IfNotPresent',
    env: toEnvironment(API_ENVIRONMENT, API_SETTINGS),
    ports: [
      { name: API_PORT_NAME, containerPort: API_PORT_NUMBER, protocol: 'TCP' },
      {
        name: AGGREGATION_PORT_NAME,
        containerPort: AGGREGATION_PORT_NUMBER,
        protocol: 'TCP',
      },
    ],
    // Five minutes: with a large store the start takes its time. Often, since kubectl top and
    // autoscalers are without an answer until the pod is found ready.
    startupProbe: { ...live, initialDelaySeconds: 1, periodSeconds: 1, failureThreshold: 300 },
    livenessProbe: { ...live, periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: {
      httpGet: { path: '/readyz', port: API_PORT_NAME },
      periodSeconds: 2,
      timeoutSeconds: 5,
    },
    resources: {
      requests: { cpu: '100m', memory: '256Mi' },
      // No limit of CPU: a large question may take a core for a moment.
      limits: { memory: '1Gi' },
    },
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [{ name: API_DATA_VOLUME, mountPath: DATA_DIRECTORY }],
  };
}

/** The API server: one process with one store, so one replica that is never doubled. */
export function createApi(): Deployment {
  return new Deployment({
    metadata: { name: API, namespace: NAMESPACE, labels: componentLabels('api') },
    spec: {
      replicas: 1,
      // Two processes must not have the store open at once; collectors keep their reports
      // for the seconds between.
      strategy: { type: 'Recreate' },
      revisionHistoryLimit: 5,
      selector: { matchLabels: selectorLabels('api') },
      template: {
        metadata: { labels: componentLabels('api') },
        spec: {
          serviceAccountName: API,
          // To list and watch what names the pods, and to have tokens reviewed.
          automountServiceAccountToken: true,
          enableServiceLinks: false,
          priorityClassName: PRIORITY_CLASS,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          terminationGracePeriodSeconds: 30,
          securityContext: { ...POD_SECURITY, fsGroupChangePolicy: 'OnRootMismatch' },
          containers: [createContainer()],
          volumes: [
            { name: API_DATA_VOLUME, persistentVolumeClaim: { claimName: API_DATA_CLAIM } },
          ],
        },
      },
    },
  });
}

/** Who the API is to the cluster. */
export function createApiAccount(): ServiceAccount {
  return new ServiceAccount({
    metadata: { name: API, namespace: NAMESPACE, labels: componentLabels('api') },
    automountServiceAccountToken: false,
  });
}

/** The volume with the API's data, of the cluster's default storage class. */
export function createApiDataClaim(): PersistentVolumeClaim {
  return new PersistentVolumeClaim({
    metadata: { name: API_DATA_CLAIM, namespace: NAMESPACE, labels: componentLabels('api') },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  });
}
