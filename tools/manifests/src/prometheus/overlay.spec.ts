import { parseAllDocuments } from 'yaml';
import { applyPatch } from '../../test/apply-patch';
import { baseObject } from '../../test/installed';
import { describeObject } from '../resource';
import { createPrometheusFiles } from './overlay';
import { createApiMonitor, createCollectorMonitor } from './monitors';
import { createPrometheusPatches } from './patches';

const files = new Map(createPrometheusFiles());

/** What a patch makes of its object. */
function patched(file: string): { spec: Record<string, never>; metadata: Record<string, never> } {
  const patch = createPrometheusPatches().get(file);
  if (patch === undefined) throw new Error(`no ${file}`);
  const base = baseObject(describeObject(patch.target));
  return applyPatch(base, patch.body) as never;
}

it('has every file its kustomization names, and no other', () => {
  const [kustomization] = parseAllDocuments(
    files.get('deploy/overlays/prometheus/kustomization.yaml') ?? '',
  ).map((document) => document.toJS() as { resources: string[]; patches: { path: string }[] });
  const named = [
    ...kustomization.resources.slice(1),
    ...kustomization.patches.map(({ path }) => path),
  ];
  expect(kustomization.resources[0]).toBe('../../base');
  expect([...files.keys()].map((path) => path.split('/').at(-1)).slice(1)).toEqual(named);
});

it('gives the token to an account that may read, and nothing else', () => {
  const documents = parseAllDocuments(
    files.get('deploy/overlays/prometheus/access.yaml') ?? '',
  ).map((document) => document.toJS() as { kind: string; metadata: object; roleRef?: object });
  expect(documents.map(({ kind }) => kind)).toEqual([
    'ServiceAccount',
    'Secret',
    'ClusterRoleBinding',
  ]);
  expect(documents[1].metadata).toMatchObject({
    annotations: { 'kubernetes.io/service-account.name': 'monitor-scraper' },
  });
  expect(documents[2].roleRef).toMatchObject({ kind: 'ClusterRole' });
});

it('scrapes one of the API’s services, by the jobs dashboards look for', () => {
  const { selector, endpoints } = createApiMonitor().spec;
  expect(patched('api-service.yaml').metadata).toMatchObject({
    labels: selector.matchLabels,
    annotations: { 'prometheus.io/port': '8080', 'prometheus.io/path': '/metrics' },
  });
  const jobs = endpoints.map(({ path, relabelings }) => [path, relabelings?.at(-1)?.replacement]);
  expect(jobs).toEqual([
    ['/metrics', 'kubemonitor'],
    ['/metrics/cadvisor', 'cadvisor'],
    ['/metrics/resource', 'kubelet'],
    ['/metrics/state', 'kube-state-metrics'],
  ]);
  // Only what tells of the cluster needs the token.
  expect(endpoints.map(({ authorization }) => authorization !== undefined)).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

it('scrapes the collectors, which answer and may be reached', () => {
  const { podMetricsEndpoints: endpoints } = createCollectorMonitor().spec;
  const { template } = patched('collector.yaml').spec as unknown as {
    template: {
      metadata: { annotations: object };
      spec: { containers: { env: object[]; ports: object[] }[] };
    };
  };
  const [container] = template.spec.containers;
  expect(container.env).toContainEqual({ name: 'METRICS', value: 'true' });
  expect(container.ports).toContainEqual({ name: 'health', containerPort: 8_081, protocol: 'TCP' });
  expect(template.metadata.annotations).toEqual({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '8081',
    'prometheus.io/path': '/metrics/node',
  });
  expect(endpoints.map(({ port, path }) => [port, path])).toEqual([
    ['health', '/metrics/node'],
    ['health', '/metrics'],
  ]);
  expect(patched('collector-policy.yaml').spec).toMatchObject({
    ingress: [{ ports: [{ protocol: 'TCP', port: 8_081 }] }],
  });
});
