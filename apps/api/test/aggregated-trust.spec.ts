import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestOptions } from 'node:https';
import { Logger } from '@nestjs/common';
import { Refusals } from '../src/auth/refusals';
import { startAggregated, type Aggregated } from '../src/aggregated/start-aggregated';
import { AggregationCluster, OUR_SERVICE } from './aggregation-cluster';
import { createAuthority, type IssuedCertificate, type TestAuthority } from './test-authority';
import { createAgent, requestTls } from './tls-requests';

const V1BETA1 = 'v1beta1.metrics.k8s.io';
const DISCOVERY = '/apis/metrics.k8s.io/v1beta1';

const cluster = new AggregationCluster();
let authority: TestAuthority;
let proxy: IssuedCertificate;
let aggregated: Aggregated;

beforeAll(async () => {
  Logger.overrideLogger(false);
  await cluster.start();
  authority = await createAuthority('front-proxy-ca');
  proxy = await authority.issue({ commonName: 'front-proxy-client' });
  cluster.services.set(V1BETA1, { version: 1, spec: { service: OUR_SERVICE } });
  cluster.trustProxy(authority);
  const { client } = cluster;
  const where = { service: OUR_SERVICE, port: 0, host: '127.0.0.1' };
  const refusals = new Refusals();
  const route = (_request: IncomingMessage, response: ServerResponse) => void response.end('{}');
  aggregated = await startAggregated({ client, refusals, route, ...where });
});

afterAll(async () => {
  await aggregated.close();
  await cluster.stop();
});

afterEach(async () => {
  cluster.trustProxy(authority);
  await aggregated.refreshTrust();
});

/** Status of an answer to the front proxy. */
async function ask(options: RequestOptions): Promise<number> {
  const headers = { 'X-Remote-User': 'jane' };
  const all = { ca: cluster.bundle(V1BETA1), headers, ...options };
  return (await requestTls(aggregated.port, DISCOVERY, all)).status;
}

it('believes a new authority, and the old one no more, on open connections too', async () => {
  const next = await createAuthority('front-proxy-ca-2');
  const nextProxy = await next.issue({ commonName: 'front-proxy-client' });
  const agent = createAgent({ ca: cluster.bundle(V1BETA1), ...proxy });
  expect(await ask({ agent })).toBe(200);
  cluster.trustProxy(next);
  await aggregated.refreshTrust();
  // The kept connection was closed: whether that is noticed before or while it is used is chance.
  const onOld = await ask({ agent }).catch(() => ask(proxy));
  agent.destroy();

  expect(onOld).toBe(401);
  expect(await ask(nextProxy)).toBe(200);
});

it('takes an authority that is signed by another one, with that one in the list', async () => {
  const root = await createAuthority('root-ca');
  const below = await root.issueAuthority('front-proxy-ca');
  const ofBelow = await below.issue({ commonName: 'front-proxy-client' });
  const bundle = below.certificate + root.certificate;
  cluster.trustProxy(below, { 'requestheader-client-ca-file': bundle });
  await aggregated.refreshTrust();

  expect(await ask(ofBelow)).toBe(200);
});

it('takes a chain of the proxy’s up to an authority of the list', async () => {
  const below = await authority.issueAuthority('front-proxy-ca-below');
  const { cert, key } = await below.issue({ commonName: 'front-proxy-client' });

  expect(await ask({ cert: cert + below.certificate, key })).toBe(200);
});

it('keeps what it knows while that cannot be read', async () => {
  cluster.trust = undefined;
  await aggregated.refreshTrust();

  expect(await ask(proxy)).toBe(200);
});

it('keeps what it knows while what is written is not valid', async () => {
  cluster.trustProxy(authority, { 'requestheader-allowed-names': 'no list' });
  await aggregated.refreshTrust();

  expect(await ask(proxy)).toBe(200);
});

it('believes nobody when the cluster takes the proxy’s authority away', async () => {
  cluster.trustVersion += 1;
  cluster.trust = {};
  await aggregated.refreshTrust();

  expect(await ask(proxy)).toBe(401);
});

it('believes nobody when all clients’ authority is the proxy’s and any name is allowed', async () => {
  cluster.trustProxy(authority, {
    'client-ca-file': authority.certificate,
    'requestheader-allowed-names': '[]',
  });
  await aggregated.refreshTrust();

  expect(await ask(proxy)).toBe(401);
});
