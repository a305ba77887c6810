import type { Kubectl, ObjectList, KubernetesObject } from '@kubemonitor/compare';
import { PRODUCT } from '../product';

/** The registrations of metrics.k8s.io; deploy/metrics-api.yaml has both. */
export const REGISTRATION_NAMES: readonly string[] = [
  'v1beta1.metrics.k8s.io',
  'v1.metrics.k8s.io',
];

/** What answered before kubemonitor took a registration over: JSON of its spec. */
export const REPLACED_ANNOTATION = 'kubemonitor/replaced-spec';

/** Where an APIService leads. */
export interface RegistrationSpec {
  /** Undefined: to the Kubernetes API server itself. */
  readonly service?: { readonly namespace: string; readonly name: string; readonly port?: number };
  readonly caBundle?: string;
  readonly insecureSkipTLSVerify?: boolean;
}

/** An APIService of metrics.k8s.io. */
export interface Registration extends KubernetesObject {
  readonly spec: RegistrationSpec;
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/**
 * The registrations there are.
 * @throws CommandError when they cannot be read: what is not seen must not be taken for free
 */
export async function readRegistrations(kubectl: Kubectl): Promise<Registration[]> {
  const { items } = await kubectl.json<ObjectList<Registration>>(['get', 'apiservices']);
  return items.filter(({ metadata }) => REGISTRATION_NAMES.includes(metadata.name));
}

/** Whether one leads to the installation in a namespace. */
export function isOurs({ spec: { service } }: Registration, namespace: string): boolean {
  return service?.namespace === namespace && service.name === PRODUCT.service;
}

/** Who answers one, for people. */
export function describeOwner({ spec: { service } }: Registration): string {
  return service === undefined
    ? 'the Kubernetes API server itself'
    : `service ${service.namespace}/${service.name}`;
}

/** Why one does not work; undefined when it does and trusts our certificate. */
export function findFault({ metadata, spec, status }: Registration): string | undefined {
  if (!spec.caBundle) return `${metadata.name} has no certificate authority yet`;
  const available = status?.conditions?.find(({ type }) => type === 'Available');
  if (available?.status === 'True') return undefined;
  return `${metadata.name} is not available: ${available?.message ?? 'not looked at yet'}`;
}
