import type { IncomingMessage, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import { Refusals } from '../src/auth/refusals';
import { startAggregated, type Aggregated } from '../src/aggregated/start-aggregated';
import { AggregationCluster, OUR_SERVICE } from './aggregation-cluster';
import { createAuthority, type IssuedCertificate } from './test-authority';
import { createAgent, requestTls } from './tls-requests';

const V1BETA1 = 'v1beta1.metrics.k8s.io';
const V1 = 'v1.metrics.k8s.io';
const DAY_MS = 86_400_000;
const FOREIGN = { namespace: 'kube-system', name: 'metrics-server' };
const DISCOVERY = '/apis/metrics.k8s.io/v1beta1';

let cluster: AggregationCluster;
let proxy: IssuedCertificate;
let running: Aggregated[];
let nowMs: number;

beforeAll(() => Logger.overrideLogger(false));

beforeEach(async () => {
  cluster = new AggregationCluster();
  await cluster.start();
  const authority = await createAuthority('front-proxy-ca');
  proxy = await authority.issue({ commonName: 'front-proxy-client', fromDays: -40 });
  cluster.trustProxy(authority);
  running = [];
  nowMs = Date.now();
});

afterEach(async () => {
  await Promise.all(running.map((one) => one.close()));
  await cluster.stop();
});

function route(_request: IncomingMessage, response: ServerResponse): void {
  response.end('{}');
}

async function start(): Promise<Aggregated> {
  const { client } = cluster;
  const started = await startAggregated({
    client,
    refusals: new Refusals(),
    service: OUR_SERVICE,
    port: 0,
    host: '127.0.0.1',
    route,
    now: () => nowMs,
  });
  running.push(started);
  return started;
}

function register(name: string, spec: object = { service: OUR_SERVICE }): void {
  cluster.services.set(name, { version: 1, spec });
}

/** As the cluster's API server asks: trusting what the registration says. */
function ask({ port }: Aggregated, options: object = {}) {
  const headers = { 'X-Remote-User': 'jane' };
  return requestTls(port, DISCOVERY, {
    ca: cluster.bundle(V1BETA1),
    ...proxy,
    headers,
    ...options,
  });
}

const countAuthorities = (name: string): number =>
  cluster.bundle(name).split('BEGIN CERTIFICATE').length - 1;

it('writes its authority into both registrations before it listens', async () => {
  register(V1BETA1);
  register(V1);
  const server = await start();

  expect((await ask(server)).status).toBe(200);
  expect(cluster.bundle(V1)).toBe(cluster.bundle(V1BETA1));
  expect(cluster.changes.map(({ type }) => type)).toEqual([
    'application/merge-patch+json',
    'application/merge-patch+json',
  ]);
  cluster.changes.length = 0;
  await server.keepRegistered();
  expect(cluster.changes).toEqual([]);
});

it('leaves a registration of somebody else alone', async () => {
  register(V1BETA1, { service: FOREIGN, insecureSkipTLSVerify: true });
  await start();

  expect(cluster.changes).toEqual([]);
  expect(cluster.services.get(V1BETA1)?.spec.insecureSkipTLSVerify).toBe(true);
});

it('registers later when there is something to register with later', async () => {
  const server = await start();
  register(V1BETA1);
  await server.keepRegistered();

  expect((await ask(server)).status).toBe(200);
});

it('puts back what somebody has taken away, and insists on being verified', async () => {
  register(V1BETA1);
  const server = await start();
  register(V1BETA1, { service: OUR_SERVICE, insecureSkipTLSVerify: true });
  await server.keepRegistered();

  expect(cluster.services.get(V1BETA1)?.spec).toEqual({
    service: OUR_SERVICE,
    caBundle: expect.any(String) as string,
  });
  expect((await ask(server)).status).toBe(200);
});

it('takes nothing over when the registration goes to somebody else at the same moment', async () => {
  register(V1BETA1);
  cluster.interfere = () =>
    cluster.services.set(V1BETA1, { version: 2, spec: { service: FOREIGN } });
  await start();

  expect(cluster.changes).toHaveLength(1);
  expect(cluster.services.get(V1BETA1)?.spec).toEqual({ service: FOREIGN });
});

it('adds to what another replica writes at the same moment', async () => {
  register(V1BETA1);
  const first = await start();
  const ofFirst = cluster.services.get(V1BETA1);
  register(V1BETA1);
  cluster.interfere = () => {
    if (ofFirst !== undefined) cluster.services.set(V1BETA1, { ...ofFirst, version: 9 });
  };
  const second = await start();

  expect(countAuthorities(V1BETA1)).toBe(2);
  expect((await ask(first)).status).toBe(200);
  expect((await ask(second)).status).toBe(200);
  await first.keepRegistered();
  expect(countAuthorities(V1BETA1)).toBe(2);
});

it('changes its certificate on an open connection’s back, trusted all the time', async () => {
  register(V1BETA1);
  // Clients have the true time: the certificate to be renewed now was made twenty days ago.
  nowMs -= 20 * DAY_MS;
  const server = await start();
  const agent = createAgent({ ca: cluster.bundle(V1BETA1), ...proxy });
  const first = await ask(server, { agent });
  nowMs += 20 * DAY_MS;
  await server.keepRegistered();
  const announced = await ask(server);
  expect(announced.serverSerial).toBe(first.serverSerial);
  expect(countAuthorities(V1BETA1)).toBe(2);

  nowMs += 60_000;
  await server.keepRegistered();
  const renewed = await ask(server);
  const kept = await ask(server, { agent });
  agent.destroy();

  expect(renewed.serverSerial).not.toBe(first.serverSerial);
  expect(kept.localPort).toBe(first.localPort);
  expect([first.status, renewed.status, kept.status]).toEqual([200, 200, 200]);
});

it('starts without the cluster, and answers when it can', async () => {
  cluster.trust = undefined;
  const server = await start();
  const open = { ca: undefined, rejectUnauthorized: false };

  expect((await ask(server, open)).status).toBe(503);
  const authority = await createAuthority('late');
  const late = await authority.issue({ commonName: 'front-proxy-client' });
  cluster.trustProxy(authority);
  await server.refreshTrust();
  expect((await ask(server, { ...open, ...late })).status).toBe(200);
});
