import fc from 'fast-check';
import { readTarget } from './request-target';

const V = '/apis/metrics.k8s.io/v1beta1';

describe('readTarget', () => {
  it.each([
    [`${V}/nodes`, { verb: 'list', resource: 'nodes' }],
    [`${V}/nodes/worker-1`, { verb: 'get', resource: 'nodes', name: 'worker-1' }],
    [`${V}/pods`, { verb: 'list', resource: 'pods' }],
    [`${V}/pods?labelSelector=a%3Db`, { verb: 'list', resource: 'pods' }],
    ['/apis/metrics.k8s.io/v1/pods/', { verb: 'list', resource: 'pods' }],
    [`${V}/namespaces/shop/pods`, { verb: 'list', resource: 'pods', namespace: 'shop' }],
    [
      `${V}/namespaces/shop/pods/web-7c9f`,
      { verb: 'get', resource: 'pods', namespace: 'shop', name: 'web-7c9f' },
    ],
    [`${V}/nodes/ip-10-0-0-1.ec2.internal`, { verb: 'get', name: 'ip-10-0-0-1.ec2.internal' }],
  ])('%s is of metrics', (url, access) => {
    expect(readTarget(url)).toMatchObject({ kind: 'metrics', access });
  });

  it.each([
    '/apis',
    '/apis/',
    '/apis/metrics.k8s.io',
    V,
    '/apis/metrics.k8s.io/v1?timeout=5s',
    '/openapi/v2',
    '/openapi/v3',
    '/openapi/v3/apis/metrics.k8s.io/v1beta1',
  ])('%s is a document', (url) => {
    expect(readTarget(url)).toEqual({ kind: 'document' });
  });

  it.each(['/livez', '/readyz', '/healthz', '/readyz?verbose', '/readyz/metric-storage-ready'])(
    '%s is open',
    (url) => {
      expect(readTarget(url)).toEqual({ kind: 'open' });
    },
  );

  it.each([
    '/',
    '',
    '*',
    '/api/pods',
    '/metrics',
    '/docs',
    '/livezz',
    '/apis/metrics.k8s.io/v2/pods',
    '/apis/apps/v1',
    `${V}/pods/web`,
    `${V}/namespaces/shop`,
    `${V}/namespaces/shop/nodes`,
    `${V}/namespaces//pods`,
    `${V}/namespaces/shop/pods//x`,
    `${V}/namespaces/shop/pods/web/log`,
    `${V}/namespaces/a%2Fb/pods`,
    `${V}/namespaces/shop;x/pods`,
    `${V}/namespaces/../pods`,
    `${V}/%6eodes`,
    `//apis/metrics.k8s.io/v1beta1/pods`,
    `${V}//pods`,
    `${V}/nodes/${'a'.repeat(254)}`,
    'https://host/apis/metrics.k8s.io/v1beta1/pods',
    '/openapi/v4',
  ])('%s is unknown', (url) => {
    expect(readTarget(url)).toEqual({ kind: 'unknown' });
  });

  it('never takes a path below /openapi for one that leads out of it', () => {
    expect(readTarget('/openapi/v3/../../api/pods')).toEqual({ kind: 'unknown' });
  });

  it('has an answer for every text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['open', 'document', 'metrics', 'unknown']).toContain(readTarget(text).kind);
      }),
    );
  });
});
