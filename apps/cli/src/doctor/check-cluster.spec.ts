import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKubectl } from '../connection/kubectl';
import { checkApiService, checkRights } from './check-cluster';
import { createClusterReader } from './cluster-reader';

const OWNED = (namespace: string, status: 'True' | 'False') => ({
  spec: { service: { namespace, name: 'some-service' } },
  status: {
    conditions: [
      { type: 'Available', status, reason: 'ServiceNotFound', message: 'it is not present' },
    ],
  },
});
const NOT_ALLOWED = {
  kind: 'Status',
  reason: 'Forbidden',
  message: 'apiservices.apiregistration.k8s.io "v1beta1.metrics.k8s.io" is forbidden',
};

let server: Server;
let answer: { readonly status: number; readonly body: object };

beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

function createReader() {
  const { port } = server.address() as AddressInfo;
  const settings = {
    server: new URL(`http://127.0.0.1:${port}`),
    tls: { rejectUnauthorized: true },
  };
  return createClusterReader({ path: 'kubeconfig', settings }, createKubectl({}, {}), 5_000);
}

it.each([
  [200, OWNED('kubemonitor', 'True'), 'ok', /belongs to kubemonitor\/some-service \(kubemonitor\)/],
  [200, OWNED('kube-system', 'True'), 'ok', /belongs to kube-system\/some-service and is avail/],
  [200, OWNED('kube-system', 'False'), 'error', /is not available: ServiceNotFound it is not pres/],
  [404, { kind: 'Status', reason: 'NotFound' }, 'warning', /nobody answers v1beta1/],
  [403, NOT_ALLOWED, 'warning', /you may not see who answers v1beta1/],
])('an API server that answers %d', async (status, body, level, text) => {
  answer = { status, body };
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}`);
  const access = {
    path: 'kubeconfig',
    settings: { server: url, tls: { rejectUnauthorized: true } },
  };
  const cluster = createClusterReader(access, createKubectl({}, {}), 5_000);
  expect(await checkApiService(cluster, 'kubemonitor')).toMatchObject({
    level,
    text: expect.stringMatching(text) as unknown,
  });
});

it('says where a right that lacks has to be given', async () => {
  answer = { status: 201, body: { status: { allowed: false } } };
  const findings = await checkRights(createReader(), 'monitoring');
  expect(findings.map(({ text, remedy }) => `${text.split(':', 1)[0]} → ${remedy}`)).toEqual([
    'you may not list nodes.metrics.k8s.io → Have somebody bind you to the ClusterRole kubemonitor-reader, see docs/security.md.',
    'you may not list pods.metrics.k8s.io → Have somebody bind you to the ClusterRole kubemonitor-reader, see docs/security.md.',
    'you may not get services/proxy in monitoring → Ask for a role with it in namespace monitoring; the other way to reach the API may do.',
    'you may not create pods/portforward in monitoring → Ask for a role with it in namespace monitoring; the other way to reach the API may do.',
    'you may not get nodes/proxy → Ask for a ClusterRole with it, where you need that.',
  ]);
});
