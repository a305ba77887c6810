import fc from 'fast-check';
import { matchRoute, pathTo } from './match-route';

describe('matchRoute', () => {
  it.each([
    ['/', { page: 'overview' }],
    ['/nodes', { page: 'nodes' }],
    ['/nodes/', { page: 'nodes' }],
    ['/nodes/worker-1', { page: 'node', node: 'worker-1' }],
    ['/namespaces', { page: 'namespaces' }],
    ['/namespaces/shop', { page: 'namespace', namespace: 'shop' }],
    ['/workloads', { page: 'workloads' }],
    ['/pods', { page: 'pods' }],
    ['/top', { page: 'top' }],
    [
      '/namespaces/shop/StatefulSet/db',
      { page: 'workload', namespace: 'shop', kind: 'StatefulSet', workload: 'db' },
    ],
    ['/namespaces/shop/pods/db-0', { page: 'pod', namespace: 'shop', pod: 'db-0' }],
    [
      '/namespaces/shop/pods/db-0/postgres',
      { page: 'container', namespace: 'shop', pod: 'db-0', container: 'postgres' },
    ],
    ['/nodes/%3Cb%3E%2Fx', { page: 'node', node: '<b>/x' }],
  ])('finds the page of %s', (path, route) => {
    expect(matchRoute(path)).toEqual(route);
  });

  it.each([
    '/nope',
    '/nodes/a/b',
    '/pods/web-0',
    '/namespaces/shop/pods',
    '/namespaces/shop/Deployment/web/nginx',
    '/namespaces/shop/pods/web-0/nginx/more',
    '/nodes/%',
    '/index.html',
  ])('has no page for %s', (path) => {
    expect(matchRoute(path)).toEqual({ page: 'not-found', path });
  });

  it('finds whatever names a path was made of', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(name, name, name, (namespace, pod, container) => {
        expect(matchRoute(pathTo.node(pod))).toEqual({ page: 'node', node: pod });
        expect(matchRoute(pathTo.container(namespace, pod, container))).toEqual({
          page: 'container',
          namespace,
          pod,
          container,
        });
      }),
    );
  });
});
