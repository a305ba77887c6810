import packageJson from '../../../../package.json';

/** Version of the product, and tag of its images. */
export const VERSION: string = packageJson.version;

/** Namespace of everything that has one. */
export const NAMESPACE = 'kubemonitor';

/** The collector's DaemonSet, service account, and value of its label `app`. */
export const COLLECTOR = 'resource-collector';

/** The API's Deployment, service account, and value of its label `app`. */
export const API = 'monitor-api';

/** Reaches the API from inside the cluster. */
export const API_SERVICE = 'monitor-api-service';

/** Reaches the API by a port of any node. */
export const API_NODE_PORT_SERVICE = 'monitor-api-nodeport';

/** Claim of the volume the API keeps its data on. */
export const API_DATA_CLAIM = 'monitor-api-data';

/** Name of the volume with the API's data in its pod. */
export const API_DATA_VOLUME = 'data';

/** Priority class of both programs' pods. */
export const PRIORITY_CLASS = 'kubemonitor';

/** Audience the collectors' tokens are made for: the default of `AUTH_AUDIENCE`. */
export const TOKEN_AUDIENCE = 'kubemonitor';

/** Images, without their tag. They are in no registry yet. */
export const IMAGES = { api: 'kubemonitor-api', collector: 'kubemonitor-collector' } as const;

/** Which of the two programs an object belongs to. */
export type Component = 'api' | 'collector';

const APP: Readonly<Record<Component, string>> = { api: API, collector: COLLECTOR };

/** The label pods are selected by. A workload's selector can never change, so this neither. */
export function selectorLabels(component: Component): { app: string } {
  return { app: APP[component] };
}

/** What every object says of itself, in the words Kubernetes recommends. */
export function productLabels(): Record<string, string> {
  return {
    'app.kubernetes.io/name': 'kubemonitor',
    'app.kubernetes.io/part-of': 'kubemonitor',
    'app.kubernetes.io/version': VERSION,
  };
}

/** Labels of an object of one component, pods included. */
export function componentLabels(component: Component): Record<string, string> {
  return {
    ...selectorLabels(component),
    ...productLabels(),
    'app.kubernetes.io/component': component,
  };
}
