import type { IncomingMessage, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import type { RequestOptions } from 'node:https';
import { X509Certificate } from 'node:crypto';
import { findGrantedScope } from '../src/auth/granted-scopes';
import { Refusals } from '../src/auth/refusals';
import { startAggregated, type Aggregated } from '../src/aggregated/start-aggregated';
import { AggregationCluster, OUR_SERVICE } from './aggregation-cluster';
import { createAuthority, type IssuedCertificate, type TestAuthority } from './test-authority';
import { requestTls, type TlsAnswer } from './tls-requests';

const V1BETA1 = 'v1beta1.metrics.k8s.io';
const PODS = '/apis/metrics.k8s.io/v1beta1/pods';
const SHOP_PODS = '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods';
const DISCOVERY = '/apis/metrics.k8s.io/v1beta1';
const JANE = { 'X-Remote-User': 'jane' };

const cluster = new AggregationCluster();
const refusals = new Refusals();
let proxyAuthority: TestAuthority;
let clientAuthority: TestAuthority;
let proxy: IssuedCertificate;
let aggregated: Aggregated;
/** PEM the API server would trust us by. */
let trusted: string;

/** Stands for the router: tells what was let in. */
function route(request: IncomingMessage, response: ServerResponse): void {
  const scope = findGrantedScope(request);
  const body = {
    headers: Object.keys(request.headers),
    nodes: scope?.mayReadNodes,
    shop: scope?.mayReadNamespace('shop'),
    other: scope?.mayReadNamespace('other'),
    unnamed: scope?.mayReadNamespace(undefined),
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

beforeAll(async () => {
  Logger.overrideLogger(false);
  await cluster.start();
  proxyAuthority = await createAuthority('front-proxy-ca');
  clientAuthority = await createAuthority('clients-ca');
  proxy = await proxyAuthority.issue({ commonName: 'front-proxy-client' });
  cluster.trustProxy(proxyAuthority, { 'client-ca-file': clientAuthority.certificate });
  cluster.services.set(V1BETA1, { version: 1, spec: { service: OUR_SERVICE } });
  const { client } = cluster;
  const where = { service: OUR_SERVICE, port: 0, host: '127.0.0.1' };
  aggregated = await startAggregated({ client, refusals, route, ...where });
  trusted = cluster.bundle(V1BETA1);
});

afterAll(async () => {
  await aggregated.close();
  await cluster.stop();
});

beforeEach(() => {
  cluster.reviews.asked.length = 0;
});

function ask(path: string, options: RequestOptions = {}): Promise<TlsAnswer> {
  return requestTls(aggregated.port, path, { ca: trusted, ...options });
}

function outcome({ status, body }: TlsAnswer): unknown[] {
  return [status, body.kind, body.status, body.reason, body.code];
}

const REFUSED = [401, 'Status', 'Failure', 'Unauthorized', 401];

/** What the cluster was asked about rights. */
function reviewed(): unknown[] {
  return cluster.reviews.asked
    .filter(({ path }) => path.endsWith('/subjectaccessreviews'))
    .map(({ spec }) => spec);
}

describe('the front proxy', () => {
  it('names the user, with groups and extra, whose right is asked for', async () => {
    cluster.reviews.grants.push({ user: 'jürgen', verb: 'list', resource: 'pods' });
    const answer = await ask(`${PODS}?labelSelector=a`, {
      ...proxy,
      headers: {
        // As it is sent: UTF-8, of which HTTP knows nothing.
        'X-Remote-User': Buffer.from('jürgen').toString('latin1'),
        'X-Remote-Group': ['ops, on call', 'system:authenticated'],
        'X-Remote-Extra-Scopes': ['read', 'list'],
        'X-Remote-Extra-Example.com%2fkey': '1',
        authorization: 'Bearer of-somebody',
      },
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ nodes: false, shop: true, other: true, unnamed: true });
    expect(reviewed()).toEqual([
      {
        user: 'jürgen',
        groups: ['ops, on call', 'system:authenticated'],
        extra: { scopes: ['read', 'list'], 'example.com/key': ['1'] },
        resourceAttributes: { group: 'metrics.k8s.io', verb: 'list', resource: 'pods' },
      },
    ]);
    expect(answer.body.headers.filter((name: string) => /remote|authorization/.test(name))).toEqual(
      [],
    );
  });

  it('is asked only once for the same within a moment', async () => {
    cluster.reviews.grants.push({ user: 'ann', verb: 'get', resource: 'nodes' });
    const headers = { 'X-Remote-User': 'ann' };
    const path = '/apis/metrics.k8s.io/v1/nodes/worker-1';
    const answers = [
      await ask(path, { ...proxy, headers }),
      await ask(path, { ...proxy, headers }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0].body).toMatchObject({ nodes: true, shop: false });
    expect(reviewed()).toHaveLength(1);
    expect(reviewed()).toMatchObject([{ resourceAttributes: { name: 'worker-1' } }]);
  });

  it('gets no more for somebody than he may have', async () => {
    cluster.reviews.grants.push({
      user: 'jane',
      verb: 'list',
      resource: 'pods',
      namespace: 'shop',
    });
    const inShop = await ask(SHOP_PODS, { ...proxy, headers: JANE });
    const everywhere = await ask(PODS, { ...proxy, headers: JANE });

    expect(inShop.body).toMatchObject({ nodes: false, shop: true, other: false, unnamed: false });
    expect(everywhere.status).toBe(403);
    expect(everywhere.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'pods.metrics.k8s.io is forbidden: User "jane" cannot list resource "pods" in API group "metrics.k8s.io" at the cluster scope',
      reason: 'Forbidden',
      details: { group: 'metrics.k8s.io', kind: 'pods' },
      code: 403,
    });
  });

  it('finds the documents without a question about rights', async () => {
    const headers = {
      'X-Remote-User': 'system:kube-aggregator',
      'X-Remote-Group': 'system:masters',
    };

    expect((await ask(DISCOVERY, { ...proxy, headers })).status).toBe(200);
    expect(cluster.reviews.asked).toEqual([]);
  });

  it('is refused when its user name is not UTF-8', async () => {
    const headers = { 'X-Remote-User': '\xff' };

    expect(outcome(await ask(PODS, { ...proxy, headers }))).toEqual(REFUSED);
  });
});

describe('who is not the front proxy', () => {
  const forged = { 'X-Remote-User': 'admin', 'X-Remote-Group': 'system:masters' };

  it('without a certificate', async () => {
    expect(outcome(await ask(PODS, { headers: forged }))).toEqual(REFUSED);
    expect(outcome(await ask(DISCOVERY, { headers: forged }))).toEqual(REFUSED);
  });

  it.each([
    ['of the authority of all clients', () => clientAuthority.issue({ commonName: 'admin' })],
    [
      'of the authority of all clients with the proxy’s name',
      () => clientAuthority.issue({ commonName: 'front-proxy-client' }),
    ],
    ['of another authority of the proxy’s name', forgeProxy],
    ['with a name that is not allowed', () => proxyAuthority.issue({ commonName: 'someone' })],
    [
      'that has ended',
      () => proxyAuthority.issue({ commonName: 'front-proxy-client', fromDays: -2, toDays: -1 }),
    ],
    [
      'that has not begun',
      () => proxyAuthority.issue({ commonName: 'front-proxy-client', fromDays: 1, toDays: 2 }),
    ],
    [
      'for servers',
      () => proxyAuthority.issue({ commonName: 'front-proxy-client', usage: 'server' }),
    ],
  ])('with a certificate %s', async (_, issue) => {
    const certificate = await issue();
    const withToken = { ...forged, authorization: 'Bearer good' };
    cluster.reviews.tokens.set('good', { username: 'jane' });

    expect(outcome(await ask(PODS, { ...certificate, headers: forged }))).toEqual(REFUSED);
    expect(outcome(await ask(PODS, { ...certificate, headers: withToken }))).toEqual(REFUSED);
    expect(cluster.reviews.asked).toEqual([]);
  });

  async function forgeProxy(): Promise<IssuedCertificate> {
    const other = await createAuthority('front-proxy-ca');
    return other.issue({ commonName: 'front-proxy-client' });
  }
});

describe('a bearer token', () => {
  it('is reviewed, and headers beside it say nothing', async () => {
    cluster.reviews.tokens.set('of-ann', { username: 'ann', groups: ['ops'] });
    cluster.reviews.grants.push({ user: 'ann', verb: 'list', resource: 'nodes' });
    const headers = { authorization: 'Bearer of-ann', 'X-Remote-User': 'admin' };
    const answer = await ask('/apis/metrics.k8s.io/v1beta1/nodes', { headers });

    expect(answer.status).toBe(200);
    expect(reviewed()).toMatchObject([{ user: 'ann', groups: ['ops'] }]);
  });

  it('that is unknown or has expired is refused, and not repeated', async () => {
    const answer = await ask(PODS, { headers: { authorization: 'Bearer expired-secret' } });

    expect(outcome(answer)).toEqual(REFUSED);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="kubemonitor"');
    expect(answer.headers['connection']).toBe('close');
    expect(JSON.stringify(answer.body)).not.toContain('expired-secret');
  });

  it('for another audience is refused', async () => {
    cluster.reviews.tokens.set('of-collector', { username: 'c', audiences: ['kubemonitor'] });
    const headers = { authorization: 'Bearer of-collector' };

    expect(outcome(await ask(PODS, { headers }))).toEqual(REFUSED);
  });
});

describe('what is there at all', () => {
  it.each(['/livez', '/readyz', '/healthz', '/readyz?verbose'])('%s is open', async (path) => {
    expect((await ask(path)).status).toBe(200);
  });

  it.each(['/api/pods', '/metrics', '/docs', '/health', '/apis/apps/v1', '/'])(
    '%s is not there',
    async (path) => {
      const answer = await ask(path, { ...proxy, headers: JANE });

      expect(outcome(answer)).toEqual([404, 'Status', 'Failure', 'NotFound', 404]);
      expect((await ask(path)).status).toBe(401);
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is not allowed', async (method) => {
    const answer = await ask(PODS, { ...proxy, headers: JANE, method });

    expect(outcome(answer)).toEqual([405, 'Status', 'Failure', 'MethodNotAllowed', 405]);
    expect((await ask(PODS, { method })).status).toBe(401);
  });
});

describe('while the cluster cannot be asked', () => {
  afterEach(() => (cluster.reviews.failWith = undefined));

  it('says so, and when to try again', async () => {
    cluster.reviews.failWith = 500;
    const headers = { 'X-Remote-User': 'new-one' };
    const byProxy = await ask(PODS, { ...proxy, headers });
    const byToken = await ask(PODS, { headers: { authorization: 'Bearer new' } });

    for (const answer of [byProxy, byToken]) {
      expect(outcome(answer)).toEqual([503, 'Status', 'Failure', 'ServiceUnavailable', 503]);
      expect(answer.headers['retry-after']).toBe('5');
    }
    // The API server that probes us must not take us for broken.
    expect((await ask(DISCOVERY, { ...proxy, headers })).status).toBe(200);
  });
});

it('counts what it refuses', () => {
  const { read } = refusals.counts;

  for (const reason of ['no_token', 'wrong_token', 'other_certificate', 'no_right', 'no_review']) {
    expect(read.get(reason as never)).toBeGreaterThan(0);
  }
});

it('shows a certificate that is good for the service’s name only', async () => {
  const wrong = ask(DISCOVERY, { servername: 'monitor-api-service.other.svc' });

  await expect(wrong).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  expect(new X509Certificate(trusted).ca).toBe(true);
});
