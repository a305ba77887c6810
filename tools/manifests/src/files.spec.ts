import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigMap } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import packageJson from '../../../package.json';
import { baseObjects, onlyContainer, podTemplates } from '../test/installed';
import { ManifestError, createFiles, toDocument } from './files';

const files = createFiles();

function parse(path: string): unknown[] {
  const documents = parseAllDocuments(files.get(path) ?? '');
  if (!Array.isArray(documents)) throw new Error(`${path} is empty`);
  return documents.map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as unknown;
  });
}

interface Kustomization {
  readonly resources: readonly string[];
  readonly patches?: readonly { readonly path: string }[];
}

it('makes these files', () => {
  expect([...files.keys()]).toEqual([
    'deploy/monitor.yaml',
    'deploy/metrics-api.yaml',
    'deploy/base/kustomization.yaml',
    'deploy/base/namespace.yaml',
    'deploy/base/api-access.yaml',
    'deploy/base/api.yaml',
    'deploy/base/collector.yaml',
    'deploy/overlays/demo/kustomization.yaml',
    'deploy/overlays/demo/api.yaml',
    'deploy/overlays/demo/api-data.yaml',
    'deploy/overlays/production/kustomization.yaml',
    'deploy/overlays/production/api.yaml',
    'deploy/overlays/production/api-data.yaml',
    'deploy/overlays/production/api-nodeport.yaml',
    'deploy/overlays/prometheus/kustomization.yaml',
    'deploy/overlays/prometheus/access.yaml',
    'deploy/overlays/prometheus/monitors.yaml',
    'deploy/overlays/prometheus/collector.yaml',
    'deploy/overlays/prometheus/collector-policy.yaml',
    'deploy/overlays/prometheus/api-service.yaml',
    'deploy/grafana/kubemonitor.json',
  ]);
});

it('writes into monitor.yaml what it validated', () => {
  const objects = baseObjects().map((object) => JSON.parse(JSON.stringify(object)) as unknown);

  expect(parse('deploy/monitor.yaml')).toEqual(objects);
});

it('registers metrics.k8s.io in a file of its own only', () => {
  const registrations = parse('deploy/metrics-api.yaml').slice(0, 2);
  const toRegistration = (version: string, versionPriority: number): object =>
    expect.objectContaining({
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: expect.objectContaining({ name: `${version}.metrics.k8s.io` }) as object,
      spec: {
        group: 'metrics.k8s.io',
        version,
        groupPriorityMinimum: 100,
        versionPriority,
        service: { namespace: 'kubemonitor', name: 'monitor-api-service', port: 443 },
      },
    }) as object;

  expect(registrations).toEqual([toRegistration('v1beta1', 100), toRegistration('v1', 200)]);
  expect(files.get('deploy/monitor.yaml')).not.toContain('kind: APIService');
});

it('lets who may view a namespace see what its pods use', () => {
  const [, , role] = parse('deploy/metrics-api.yaml');

  expect(role).toMatchObject({
    kind: 'ClusterRole',
    metadata: {
      labels: {
        'rbac.authorization.k8s.io/aggregate-to-view': 'true',
        'rbac.authorization.k8s.io/aggregate-to-edit': 'true',
        'rbac.authorization.k8s.io/aggregate-to-admin': 'true',
      },
    },
    rules: [
      {
        apiGroups: ['metrics.k8s.io'],
        resources: ['pods', 'nodes'],
        verbs: ['get', 'list', 'watch'],
      },
    ],
  });
});

it('installs by deploy/base the same as by monitor.yaml', () => {
  const [{ resources }] = parse('deploy/base/kustomization.yaml') as Kustomization[];

  expect(resources.flatMap((name) => parse(`deploy/base/${name}`))).toEqual(
    parse('deploy/monitor.yaml'),
  );
});

it.each(['demo', 'production'])('the kustomization of %s names files that are there', (name) => {
  const folder = `deploy/overlays/${name}`;
  const [{ resources, patches = [] }] = parse(`${folder}/kustomization.yaml`) as Kustomization[];
  const others = [...files.keys()].filter((path) => dirname(path) === folder).slice(1);

  expect(resources).toEqual(['../../base']);
  expect(patches.map(({ path }) => join(folder, path))).toEqual(others);
});

it('names the object and the field that are not valid', () => {
  const object = new ConfigMap({
    metadata: { name: 'odd', namespace: 'n1' },
    data: { key: 3 as unknown as string },
  });

  expect(() => toDocument({ note: '', object })).toThrow(ManifestError);
  expect(() => toDocument({ note: '', object })).toThrow(/^n1 ConfigMap\/odd: .*data\/key/);
});

describe('the images', () => {
  const dockerfile = readFileSync(join(__dirname, '../../../deploy/docker/Dockerfile'), 'utf8');
  const { api, collector } = podTemplates();

  it('have the version of the product, in the manifests and in their labels', () => {
    const { version } = packageJson;

    expect(onlyContainer(api).image).toBe(`kubemonitor-api:${version}`);
    expect(onlyContainer(collector).image).toBe(`kubemonitor-collector:${version}`);
    expect(/^ARG VERSION=(.*)$/m.exec(dockerfile)?.[1]).toBe(version);
  });

  it('run as the user the manifests say', () => {
    expect(/^USER (.*)$/m.exec(dockerfile)?.[1]).toBe('65532:65532');
    expect(api.spec?.securityContext?.runAsUser).toBe(65_532);
  });
});
