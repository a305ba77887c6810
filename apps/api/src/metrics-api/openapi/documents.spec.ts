import { createOpenApiIndex, createOpenApiV2, createOpenApiV3 } from './documents';

interface Document {
  readonly paths: Record<string, { get: Record<string, unknown> }>;
  readonly definitions: Record<string, unknown>;
  readonly components: { schemas: Record<string, unknown> };
}

/** All references in a document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' ? [String(member)] : referencesIn(member),
  );
}

const PATHS = (version: string) => [
  `/apis/metrics.k8s.io/${version}/nodes`,
  `/apis/metrics.k8s.io/${version}/nodes/{name}`,
  `/apis/metrics.k8s.io/${version}/pods`,
  `/apis/metrics.k8s.io/${version}/namespaces/{namespace}/pods`,
  `/apis/metrics.k8s.io/${version}/namespaces/{namespace}/pods/{name}`,
];

it('has a document of version 2 with both versions of the API, and all it refers to', () => {
  const document = createOpenApiV2() as Document;
  expect(Object.keys(document.paths)).toEqual([...PATHS('v1'), ...PATHS('v1beta1')]);
  const names = Object.keys(document.definitions).map((name) => `#/definitions/${name}`);
  expect(names).toHaveLength(10);
  expect(referencesIn(document).filter((name) => !names.includes(name))).toEqual([]);
  const ids = Object.values(document.paths).map(({ get }) => get['operationId']);
  expect(new Set(ids).size).toBe(10);
});

it.each(['v1', 'v1beta1'] as const)('has a document of version 3 for %s', (version) => {
  const document = createOpenApiV3(version) as Document;
  expect(Object.keys(document.paths)).toEqual(PATHS(version));
  const names = Object.keys(document.components.schemas);
  expect(names).toEqual(
    ['ContainerMetrics', 'NodeMetrics', 'PodMetrics', 'NodeMetricsList', 'PodMetricsList'].map(
      (kind) => `io.k8s.metrics.pkg.apis.metrics.${version}.${kind}`,
    ),
  );
  const known = names.map((name) => `#/components/schemas/${name}`);
  expect(referencesIn(document).filter((name) => !known.includes(name))).toEqual([]);
  expect(document.paths[`/apis/metrics.k8s.io/${version}/pods`].get).toMatchObject({
    'x-kubernetes-action': 'list',
    'x-kubernetes-group-version-kind': { group: 'metrics.k8s.io', kind: 'PodMetrics', version },
  });
});

it('has an index of them', () => {
  const { paths } = createOpenApiIndex() as { paths: Record<string, object> };
  const url = (version: string): unknown =>
    expect.stringMatching(
      new RegExp(`^/openapi/v3/apis/metrics\\.k8s\\.io/${version}\\?hash=[0-9A-F]{64}$`),
    );
  expect(paths).toEqual({
    'apis/metrics.k8s.io/v1': { serverRelativeURL: url('v1') },
    'apis/metrics.k8s.io/v1beta1': { serverRelativeURL: url('v1beta1') },
  });
});
