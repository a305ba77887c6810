import type { ClusterRole, RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import type { ServiceAccount } from 'kubernetes-models/v1';
import { baseObject, baseObjects, onlyContainer, podTemplates } from '../test/installed';

const { api, collector } = podTemplates();

describe.each([
  ['api', api],
  ['collector', collector],
])('the %s', (_, template) => {
  const spec = template.spec;

  // https://kubernetes.io/docs/concepts/security/pod-security-standards/ "Restricted"
  it('keeps to all of the level "restricted" but for its volumes', () => {
    expect(spec?.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 65_532,
      runAsGroup: 65_532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(onlyContainer(template).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('has nothing of the host but what its volumes say', () => {
    const hostSettings = [
      spec?.hostPID,
      spec?.hostNetwork,
      spec?.hostIPC,
      spec?.shareProcessNamespace,
    ];
    const hostPorts = onlyContainer(template).ports?.map(({ hostPort }) => hostPort);

    expect(hostSettings).toEqual([undefined, undefined, undefined, undefined]);
    expect(hostPorts?.filter((port) => port !== undefined)).toEqual([]);
  });

  it('has a limit of memory, and requests', () => {
    expect(onlyContainer(template).resources).toEqual({
      requests: { cpu: expect.any(String) as string, memory: expect.any(String) as string },
      limits: { memory: expect.any(String) as string },
    });
  });
});

it('mounts procfs and the cgroups of the host, read-only, and nothing else of it', () => {
  const hostPaths = [api, collector].flatMap(({ spec }) =>
    (spec?.volumes ?? []).flatMap(({ name, hostPath }) =>
      hostPath === undefined ? [] : [[name, hostPath.path]],
    ),
  );
  const readOnly = onlyContainer(collector).volumeMounts?.map((mount) => [
    mount.name,
    mount.readOnly ?? false,
  ]);

  expect(hostPaths).toEqual([
    ['proc', '/proc'],
    ['cgroup', '/sys/fs/cgroup'],
  ]);
  expect(readOnly).toEqual([
    ['proc', true],
    ['cgroup', true],
    ['spool', false],
    ['token', true],
  ]);
});

it('gives a token for the cluster to the API only', () => {
  const accounts = ['monitor-api', 'resource-collector'].map((name) =>
    baseObject<ServiceAccount>(`kubemonitor ServiceAccount/${name}`),
  );

  expect(accounts.map((account) => account.automountServiceAccountToken)).toEqual([false, false]);
  expect(api.spec?.automountServiceAccountToken).toBe(true);
  expect(collector.spec?.automountServiceAccountToken).toBe(false);
});

it('lets the API look, have tokens reviewed, register its certificate, and do nothing else', () => {
  const { rules = [] } = baseObject<ClusterRole>('ClusterRole/kubemonitor-api');
  const rights = rules.flatMap(({ apiGroups = [], resources = [], resourceNames = [], verbs }) =>
    resources.map((resource) =>
      [`${apiGroups.join()}/${resource}:`, ...verbs, ...resourceNames].join(' '),
    ),
  );

  expect(rights).toEqual([
    '/pods: get list watch',
    '/nodes: get list watch',
    '/namespaces: get list watch',
    'apps/replicasets: get list watch',
    'apps/deployments: get list watch',
    'apps/statefulsets: get list watch',
    'apps/daemonsets: get list watch',
    'batch/jobs: get list watch',
    'batch/cronjobs: get list watch',
    'authentication.k8s.io/tokenreviews: create',
    'authorization.k8s.io/subjectaccessreviews: create',
    'apiregistration.k8s.io/apiservices: get patch v1beta1.metrics.k8s.io v1.metrics.k8s.io',
  ]);
});

it('binds no other role but the one to read whom the cluster trusts', () => {
  const bindings = baseObjects().filter(({ kind }) => kind.endsWith('Binding'));
  const trust = baseObject<RoleBinding>('kube-system RoleBinding/kubemonitor-auth-reader');

  expect(bindings.map(({ metadata }) => metadata?.name)).toEqual([
    'kubemonitor-api',
    'kubemonitor-auth-reader',
  ]);
  expect(trust.roleRef).toMatchObject({
    kind: 'Role',
    name: 'extension-apiserver-authentication-reader',
  });
  expect(trust.subjects).toEqual([
    { kind: 'ServiceAccount', name: 'monitor-api', namespace: 'kubemonitor' },
  ]);
});
