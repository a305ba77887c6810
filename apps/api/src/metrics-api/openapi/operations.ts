import { METRICS_GROUP, type MetricsVersion } from '../metrics-objects';
import { toGroupVersionKind, type Kind } from './schemas';

/** One thing that can be asked for. */
export interface Operation {
  readonly path: string;
  readonly id: string;
  readonly action: 'get' | 'list';
  readonly kind: Kind;
  /** Kind of the answer. */
  readonly answer: string;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description: string;
}

const SELECTORS: readonly Parameter[] = [
  { name: 'labelSelector', in: 'query', description: 'Selects by the labels of the node or pod.' },
  { name: 'fieldSelector', in: 'query', description: 'Selects by metadata.name and the like.' },
];

const NAME: Parameter = { name: 'name', in: 'path', description: 'Name of the node or pod.' };
const NAMESPACE: Parameter = {
  name: 'namespace',
  in: 'path',
  description: 'Namespace of the pods.',
};

/** Everything that can be asked of a version. */
export function listOperations(version: MetricsVersion): Operation[] {
  const root = `/apis/${METRICS_GROUP}/${version}`;
  const pods = `${root}/namespaces/{namespace}/pods`;
  const suffix = version === 'v1' ? 'V1' : 'V1beta1';
  const list = (path: string, kind: Kind, id: string, parameters: readonly Parameter[]) => ({
    path,
    id: `listMetrics${suffix}${id}`,
    action: 'list' as const,
    kind,
    answer: `${kind}List`,
    parameters: [...parameters, ...SELECTORS],
  });
  const get = (path: string, kind: Kind, id: string, parameters: readonly Parameter[]) => ({
    path: `${path}/{name}`,
    id: `readMetrics${suffix}${id}`,
    action: 'get' as const,
    kind,
    answer: kind,
    parameters: [...parameters, NAME],
  });
  return [
    list(`${root}/nodes`, 'NodeMetrics', 'NodeMetrics', []),
    get(`${root}/nodes`, 'NodeMetrics', 'NodeMetrics', []),
    list(`${root}/pods`, 'PodMetrics', 'PodMetricsForAllNamespaces', []),
    list(pods, 'PodMetrics', 'NamespacedPodMetrics', [NAMESPACE]),
    get(pods, 'PodMetrics', 'NamespacedPodMetrics', [NAMESPACE]),
  ];
}

/** Members of an operation both versions of OpenAPI have. */
export function describeOperation(
  { id, action, kind }: Operation,
  version: MetricsVersion,
): Record<string, unknown> {
  return {
    description: action === 'list' ? `Lists ${kind}.` : `One ${kind} by name.`,
    operationId: id,
    tags: [`metrics_${version}`],
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': toGroupVersionKind(version, kind),
  };
}
