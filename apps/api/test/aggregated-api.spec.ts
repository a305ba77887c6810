import { createServer, type AddressInfo } from 'node:net';
import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AggregatedListener } from '../src/aggregated/aggregated-listener';
import { createApp } from '../src/create-app';
import { AggregationCluster, OUR_SERVICE } from './aggregation-cluster';
import { writeClusterLists } from './cluster';
import { createAuthority, type IssuedCertificate } from './test-authority';
import { requestTls, type TlsAnswer } from './tls-requests';
import { NOW, reportOf } from './two-nodes';

const V1BETA1 = 'v1beta1.metrics.k8s.io';

const cluster = new AggregationCluster();
let app: NestFastifyApplication;
let proxy: IssuedCertificate;
let port: number;

beforeAll(async () => {
  await cluster.start();
  const authority = await createAuthority('front-proxy-ca');
  proxy = await authority.issue({ commonName: 'front-proxy-client', fromDays: -400, toDays: 400 });
  cluster.trustProxy(authority);
  cluster.services.set(V1BETA1, { version: 1, spec: { service: OUR_SERVICE } });
  const { files, remove } = writeClusterLists();
  app = await createApp({
    ...readEnvironment(API_ENVIRONMENT, {}),
    LOG_LEVEL: 'error',
    FREEZE_CLOCK_AT: NOW,
    IDENTITY_SOURCE: 'file',
    IDENTITY_FILE: files,
    KUBECONFIG: cluster.kubeconfig,
    AUTH_READ: 'kubernetes',
    AGGREGATION_PORT: await findFreePort(),
  });
  port = (await app.get(AggregatedListener).open(app))?.port ?? 0;
  remove();
  for (const reading of [0, 1, 2] as const) {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/reports',
      payload: reportOf('worker-1', reading),
    });
    if (statusCode !== 200) throw new Error(`report ${reading}: ${statusCode}`);
  }
});

afterAll(async () => {
  await app.close();
  await cluster.stop();
});

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port: free } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return free;
}

function ask(path: string, user: string): Promise<TlsAnswer> {
  const headers = { 'X-Remote-User': user };
  return requestTls(port, path, { ca: cluster.bundle(V1BETA1), ...proxy, headers });
}

it.each([
  ['/apis', 'APIGroupList'],
  ['/apis/metrics.k8s.io', 'APIGroup'],
  ['/apis/metrics.k8s.io/v1beta1', 'APIResourceList'],
  ['/apis/metrics.k8s.io/v1', 'APIResourceList'],
])('answers %s to the API server itself', async (path, kind) => {
  const { status, body } = await ask(path, 'system:kube-aggregator');

  expect([status, body.kind]).toEqual([200, kind]);
  expect(cluster.reviews.asked).toEqual([]);
});

it('answers with metrics to who may see them', async () => {
  cluster.reviews.grants.push({ user: 'jane', verb: 'list', resource: 'nodes' });
  const { status, headers, body } = await ask('/apis/metrics.k8s.io/v1beta1/nodes', 'jane');

  expect([status, headers['content-type']]).toEqual([200, 'application/json']);
  expect([body.kind, body.apiVersion]).toEqual(['NodeMetricsList', 'metrics.k8s.io/v1beta1']);
  // From 11:59:50 to 12:00:00 10 s of CPU: one core.
  expect(body.items).toMatchObject([
    { metadata: { name: 'worker-1' }, timestamp: '2026-11-23T12:00:00Z', usage: { cpu: '1' } },
  ]);
});

it('answers with the pods of a namespace to who may see that one', async () => {
  cluster.reviews.grants.push({ user: 'ann', verb: 'list', resource: 'pods', namespace: 'shop' });
  const inShop = await ask('/apis/metrics.k8s.io/v1/namespaces/shop/pods', 'ann');
  const everywhere = await ask('/apis/metrics.k8s.io/v1/pods', 'ann');

  expect([inShop.status, inShop.body.kind]).toEqual([200, 'PodMetricsList']);
  for (const { metadata } of inShop.body.items) expect(metadata.namespace).toBe('shop');
  expect(inShop.body.items.length).toBeGreaterThan(0);
  expect([everywhere.status, everywhere.body.reason]).toEqual([403, 'Forbidden']);
});

it('answers its probes', async () => {
  for (const path of ['/livez', '/readyz', '/healthz']) {
    const { status, body } = await requestTls(port, path, { ca: cluster.bundle(V1BETA1) });
    expect([status, body]).toEqual([200, 'ok']);
  }
});

it('believes no header on the other port', async () => {
  const headers = { 'x-remote-user': 'jane', 'x-remote-group': 'system:masters' };
  const { statusCode } = await app.inject({
    url: '/apis/metrics.k8s.io/v1beta1/nodes',
    headers,
  });

  expect(statusCode).toBe(401);
});
