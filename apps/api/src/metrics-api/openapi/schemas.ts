import { METRICS_GROUP, type MetricsVersion } from '../metrics-objects';

type Schema = Readonly<Record<string, unknown>>;

/** Where schemas refer to one another: differs between versions 2 and 3 of OpenAPI. */
export type RefBase = '#/definitions/' | '#/components/schemas/';

/** Kinds of the API; the lists are these with `List`. */
export const KINDS = ['NodeMetrics', 'PodMetrics'] as const;

export type Kind = (typeof KINDS)[number];

const KIND_AND_VERSION = {
  apiVersion: { type: 'string', description: 'Group and version of the object.' },
  kind: { type: 'string', description: 'Kind of the object.' },
};

const USAGE = {
  type: 'object',
  description: 'Quantities by resource: cpu in cores, memory (working set) and swap in bytes.',
  additionalProperties: { type: 'string' },
};

const MEASURED = {
  ...KIND_AND_VERSION,
  metadata: { type: 'object', description: 'Name, namespace and labels of the node or pod.' },
  timestamp: {
    type: 'string',
    format: 'date-time',
    description: 'End of the interval the usage was measured in.',
  },
  window: { type: 'string', description: 'Length of that interval, a Go duration.' },
};

const REQUIRED = ['timestamp', 'window'];

/** Name of a schema, as Kubernetes' own Go packages have it. */
export function toSchemaName(version: MetricsVersion, kind: string): string {
  return `io.k8s.metrics.pkg.apis.metrics.${version}.${kind}`;
}

/** The kind an object or operation is about. */
export function toGroupVersionKind(version: MetricsVersion, kind: string): object {
  return { group: METRICS_GROUP, kind, version };
}

/** All schemas of a version, by name. */
export function createSchemas(version: MetricsVersion, base: RefBase): Record<string, Schema> {
  const refer = (kind: string) => ({ $ref: `${base}${toSchemaName(version, kind)}` });
  const named = (kind: string, schema: Schema, isObject = true) =>
    [
      toSchemaName(version, kind),
      isObject
        ? { ...schema, 'x-kubernetes-group-version-kind': [toGroupVersionKind(version, kind)] }
        : schema,
    ] as const;
  const list = (kind: Kind) => ({
    type: 'object',
    description: `List of ${kind}.`,
    required: ['items'],
    properties: {
      ...KIND_AND_VERSION,
      metadata: { type: 'object', description: 'Metadata of the list.' },
      items: { type: 'array', items: refer(kind) },
    },
  });
  const containers = { type: 'array', items: refer('ContainerMetrics') };
  return Object.fromEntries([
    named('ContainerMetrics', CONTAINER, false),
    named('NodeMetrics', toMeasuredSchema('node', { usage: USAGE })),
    named('PodMetrics', toMeasuredSchema('pod', { containers })),
    ...KINDS.map((kind) => named(`${kind}List`, list(kind))),
  ]);
}

const CONTAINER: Schema = {
  type: 'object',
  description: 'What one container of a pod uses.',
  required: ['name', 'usage'],
  properties: {
    name: { type: 'string', description: "The container's name in the pod's spec." },
    usage: USAGE,
  },
};

function toMeasuredSchema(what: string, own: Schema): Schema {
  return {
    type: 'object',
    description: `What a ${what} uses.`,
    required: [...REQUIRED, ...Object.keys(own)],
    properties: { ...MEASURED, ...own },
  };
}
