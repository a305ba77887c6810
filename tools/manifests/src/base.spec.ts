import { API_ENVIRONMENT, COLLECTOR_ENVIRONMENT } from '@kubemonitor/config';
import type { DaemonSet, Deployment } from 'kubernetes-models/apps/v1';
import type { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import type { PersistentVolumeClaim, Service } from 'kubernetes-models/v1';
import { baseObject, baseObjects, onlyContainer, podTemplates } from '../test/installed';
import { describeObject } from './resource';

const { api, collector } = podTemplates();
const PODS = [
  ['api', api],
  ['collector', collector],
] as const;

it('installs these objects and no others', () => {
  expect(baseObjects().map(describeObject)).toEqual([
    'Namespace/kubemonitor',
    'PriorityClass/kubemonitor',
    'kubemonitor ServiceAccount/monitor-api',
    'ClusterRole/kubemonitor-api',
    'ClusterRoleBinding/kubemonitor-api',
    'kube-system RoleBinding/kubemonitor-auth-reader',
    'ClusterRole/kubemonitor-reader',
    'kubemonitor PersistentVolumeClaim/monitor-api-data',
    'kubemonitor Deployment/monitor-api',
    'kubemonitor Service/monitor-api-service',
    'kubemonitor Service/monitor-api-nodeport',
    'kubemonitor NetworkPolicy/monitor-api',
    'kubemonitor ServiceAccount/resource-collector',
    'kubemonitor DaemonSet/resource-collector',
    'kubemonitor NetworkPolicy/resource-collector',
  ]);
});

it.each(baseObjects().map((object) => [describeObject(object), object] as const))(
  '%s is what the schema of its kind says',
  (_, object) => {
    expect(() => object.validate()).not.toThrow();
  },
);

it('uses only versions of kinds that Kubernetes 1.20 and the current ones both have', () => {
  expect(new Set(baseObjects().map(({ apiVersion }) => apiVersion))).toEqual(
    new Set([
      'v1',
      'apps/v1',
      'networking.k8s.io/v1',
      'rbac.authorization.k8s.io/v1',
      'scheduling.k8s.io/v1',
    ]),
  );
});

describe('what refers to each other', () => {
  it.each(['monitor-api-service', 'monitor-api-nodeport'])('%s leads to the API', (name) => {
    const { spec } = baseObject<Service>(`kubemonitor Service/${name}`);
    const [port] = onlyContainer(api).ports ?? [];

    expect(api.metadata?.labels).toMatchObject({ ...spec?.selector });
    expect(spec?.selector).toEqual({ app: 'monitor-api' });
    expect(spec?.ports?.[0]).toMatchObject({ port: 80, targetPort: port.name });
    expect(port.containerPort).toBe(Number(API_ENVIRONMENT.PORT.fallback));
  });

  it('the cluster’s API server reaches the API over TLS, and nobody from outside', () => {
    const [inside, outside] = ['monitor-api-service', 'monitor-api-nodeport'].map(
      (name) => baseObject<Service>(`kubemonitor Service/${name}`).spec?.ports ?? [],
    );
    const [, port] = onlyContainer(api).ports ?? [];
    const { env = [] } = onlyContainer(api);

    expect(inside[1]).toMatchObject({ port: 443, targetPort: port.name });
    expect(outside).toHaveLength(1);
    expect(port.containerPort).toBe(8_443);
    expect(env.find(({ name }) => name === 'AGGREGATION_PORT')?.value).toBe('8443');
  });

  it('the API expects to be reached by the service it has', () => {
    expect(API_ENVIRONMENT.AGGREGATION_SERVICE.fallback).toBe('kubemonitor/monitor-api-service');
  });

  it('is on port 30080 of every node', () => {
    const { spec } = baseObject<Service>('kubemonitor Service/monitor-api-nodeport');

    expect([spec?.type, spec?.ports?.[0].nodePort]).toEqual(['NodePort', 30_080]);
  });

  it('workloads select their own pods', () => {
    const workloads = [
      baseObject<Deployment>('kubemonitor Deployment/monitor-api'),
      baseObject<DaemonSet>('kubemonitor DaemonSet/resource-collector'),
    ];

    expect(workloads.map(({ spec }) => spec?.selector.matchLabels)).toEqual([
      { app: 'monitor-api' },
      { app: 'resource-collector' },
    ]);
    for (const { spec } of workloads) {
      expect(spec?.template.metadata?.labels).toMatchObject({ ...spec?.selector.matchLabels });
    }
  });

  it.each(PODS)('the %s mounts each of its volumes once', (_, template) => {
    const volumes = (template.spec?.volumes ?? []).map(({ name }) => name).sort();
    const mounts = (onlyContainer(template).volumeMounts ?? []).map(({ name }) => name).sort();

    expect(mounts).toEqual(volumes);
  });

  it('the API’s volume is the claim', () => {
    const claim = baseObject<PersistentVolumeClaim>(
      'kubemonitor PersistentVolumeClaim/monitor-api-data',
    );

    expect(api.spec?.volumes).toEqual([
      { name: 'data', persistentVolumeClaim: { claimName: claim.metadata?.name } },
    ]);
  });

  it('collectors send to the API’s service, with the token they are given', () => {
    const { env = [], volumeMounts = [] } = onlyContainer(collector);
    const valueOf = (name: string): string => env.find((one) => one.name === name)?.value ?? '';
    const token = collector.spec?.volumes?.find(({ name }) => name === 'token')?.projected;
    const mount = volumeMounts.find(({ name }) => name === 'token')?.mountPath ?? '?';
    const [source] = token?.sources ?? [];

    expect(valueOf('API_SERVER_URL')).toBe('http://monitor-api-service');
    expect(valueOf('INGEST_TOKEN_FILE')).toBe(
      `${mount}/${source.serviceAccountToken?.path ?? '?'}`,
    );
    expect(source.serviceAccountToken).toMatchObject({
      audience: API_ENVIRONMENT.AUTH_AUDIENCE.fallback,
      expirationSeconds: 3_600,
    });
  });

  it('the API expects the service account the collectors have', () => {
    expect(API_ENVIRONMENT.COLLECTOR_SERVICE_ACCOUNT.fallback).toBe(
      `kubemonitor/${collector.spec?.serviceAccountName ?? '?'}`,
    );
  });

  it('the spool fits into its volume', () => {
    // 96 Mi against 64 Mi of reports: the rest is what a file may be over before it is cut.
    const limit = collector.spec?.volumes?.find(({ name }) => name === 'spool')?.emptyDir;

    expect(limit?.sizeLimit).toBe('96Mi');
    expect(Number(COLLECTOR_ENVIRONMENT.SPOOL_FILE_BYTES.fallback)).toBeLessThan(96 * 2 ** 20);
  });

  it('the API’s rights go to its own account', () => {
    const binding = baseObject<ClusterRoleBinding>('ClusterRoleBinding/kubemonitor-api');

    expect(binding.roleRef.name).toBe('kubemonitor-api');
    expect(binding.subjects).toEqual([
      { kind: 'ServiceAccount', name: api.spec?.serviceAccountName, namespace: 'kubemonitor' },
    ]);
  });

  it('network policies name the ports that are listened on', () => {
    const toApi = baseObject<NetworkPolicy>('kubemonitor NetworkPolicy/monitor-api').spec;
    const ofCollector = baseObject<NetworkPolicy>(
      'kubemonitor NetworkPolicy/resource-collector',
    ).spec;
    const ports = [{ protocol: 'TCP', port: 8_080 }];

    expect(toApi?.podSelector).toEqual({ matchLabels: { app: 'monitor-api' } });
    expect(toApi?.ingress).toEqual([{ ports: [...ports, { protocol: 'TCP', port: 8_443 }] }]);
    expect(ofCollector?.podSelector).toEqual({ matchLabels: { app: 'resource-collector' } });
    expect(ofCollector?.ingress).toEqual([]);
    expect(ofCollector?.egress?.[0]).toEqual({
      to: [{ podSelector: { matchLabels: { app: 'monitor-api' } } }],
      ports,
    });
  });

  it.each(PODS)('probes of the %s ask a port it has', (_, template) => {
    const { ports = [], startupProbe, livenessProbe, readinessProbe } = onlyContainer(template);
    const asked = [startupProbe, livenessProbe, readinessProbe].map((probe) => [
      probe?.httpGet?.path,
      probe?.httpGet?.port,
    ]);

    expect(asked).toEqual([
      ['/livez', ports[0].name],
      ['/livez', ports[0].name],
      ['/readyz', ports[0].name],
    ]);
  });
});
