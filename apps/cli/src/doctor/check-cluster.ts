import type { ClusterReader } from './cluster-reader';
import { findingsOf, type Finding } from './finding';

interface ApiService {
  readonly spec?: {
    readonly service?: { readonly namespace: string; readonly name: string } | null;
  };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

interface AccessReview {
  readonly status?: { readonly allowed?: boolean; readonly reason?: string };
}

/** A right, and what it is for. */
interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly purpose: string;
}

const API_SERVICE = '/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** Who answers `kubectl top`, and whether it works. */
export async function checkApiService(cluster: ClusterReader, namespace: string): Promise<Finding> {
  const { ok, warning, error } = findingsOf('metrics.k8s.io');
  let service: ApiService | undefined;
  try {
    service = await cluster.get<ApiService>(API_SERVICE);
  } catch (cause) {
    if (!(cause instanceof Error) || !/forbidden/i.test(cause.message)) throw cause;
    // Says nothing of who answers, and the rights below are of use to the same user.
    return warning(
      'you may not see who answers v1beta1.metrics.k8s.io: get apiservices.apiregistration.k8s.io',
      'Ask somebody who may, or for that right; kubectl top shows whether it is answered.',
    );
  }
  if (service === undefined) {
    return warning(
      'nobody answers v1beta1.metrics.k8s.io: kubectl top and the pod autoscaler have no numbers',
      'Install metrics-server, or let kubemonitor serve it (docs/operations.md).',
    );
  }
  const target = service.spec?.service;
  const owner = target ? `${target.namespace}/${target.name}` : 'the API server itself';
  const isOurs = target?.namespace === namespace;
  const available = service.status?.conditions?.find(({ type }) => type === 'Available');
  const text = `v1beta1.metrics.k8s.io belongs to ${owner}${isOurs ? ' (kubemonitor)' : ''}`;
  if (available?.status === 'True') return ok(`${text} and is available`);
  return error(
    `${text} and is not available: ${available?.reason ?? 'no condition'} ${available?.message ?? ''}`.trim(),
    isOurs
      ? 'Is the API’s pod ready, and may the API server connect to it (network policies, host network)?'
      : `Mend ${owner}, or remove its APIService if it is gone.`,
  );
}

/** Whether you may do what this program does with the cluster. */
export async function checkRights(cluster: ClusterReader, namespace: string): Promise<Finding[]> {
  const { ok, warning } = findingsOf('rights');
  const rights = rightsOf(namespace);
  const missing: Right[] = [];
  for (const right of rights) {
    const { verb, group, resource, subresource, namespace: place } = right;
    const attributes = { verb, group, resource, subresource, namespace: place };
    const { status } = await cluster.post<AccessReview>(REVIEWS, {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: attributes },
    });
    if (status?.allowed !== true) missing.push(right);
  }
  if (missing.length === 0) return [ok(`you have all ${rights.length} rights this program uses`)];
  return missing.map((right) =>
    warning(`you may not ${describe(right)}: ${right.purpose}`, remedyOf(right)),
  );
}

function rightsOf(namespace: string): Right[] {
  const metrics = 'metrics.k8s.io';
  return [
    {
      verb: 'list',
      group: metrics,
      resource: 'nodes',
      purpose: 'to see nodes where reads are protected',
    },
    {
      verb: 'list',
      group: metrics,
      resource: 'pods',
      purpose: 'to see pods of all namespaces where reads are protected',
    },
    {
      verb: 'get',
      group: '',
      resource: 'services',
      subresource: 'proxy',
      namespace,
      purpose: 'to reach the API without a port-forward',
    },
    {
      verb: 'create',
      group: '',
      resource: 'pods',
      subresource: 'portforward',
      namespace,
      purpose: 'to reach the API with your token',
    },
    {
      verb: 'get',
      group: '',
      resource: 'nodes',
      subresource: 'proxy',
      purpose: 'to compare with the kubelets',
    },
  ];
}

function describe({ verb, group, resource, subresource, namespace }: Right): string {
  const what = `${resource}${subresource === undefined ? '' : `/${subresource}`}`;
  return `${verb} ${what}${group === '' ? '' : `.${group}`}${namespace === undefined ? '' : ` in ${namespace}`}`;
}

function remedyOf({ group, namespace }: Right): string {
  if (group === 'metrics.k8s.io') {
    return 'Have somebody bind you to the ClusterRole kubemonitor-reader, see docs/security.md.';
  }
  return namespace === undefined
    ? 'Ask for a ClusterRole with it, where you need that.'
    : `Ask for a role with it in namespace ${namespace}; the other way to reach the API may do.`;
}
