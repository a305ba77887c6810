import { matchRoute } from '../../state/match-route';
import { fieldsOfSubject, podsPathOf, restPathOf, subjectOf, withQuery } from './subject';

function at(path: string) {
  const subject = subjectOf({ ...matchRoute(path) });
  if (subject === undefined) throw new Error(`${path} is no detail page`);
  return subject;
}

it.each([
  ['/nodes/worker-1', '/api/nodes/worker-1', '/api/nodes/worker-1/pods'],
  ['/namespaces/shop', '/api/namespaces/shop', '/api/namespaces/shop/pods'],
  [
    '/namespaces/shop/Deployment/web',
    '/api/namespaces/shop/workloads/Deployment/web',
    '/api/namespaces/shop/workloads/Deployment/web/pods',
  ],
  ['/namespaces/shop/pods/web-0', '/api/namespaces/shop/pods/web-0', undefined],
  ['/namespaces/shop/pods/web-0/app', '/api/namespaces/shop/pods/web-0', undefined],
  ['/namespaces/-/pods/web-0', '/api/pods/web-0', undefined],
  ['/nodes/a%2Fb%3Fc', '/api/nodes/a%2Fb%3Fc', '/api/nodes/a%2Fb%3Fc/pods'],
])('%s shows what %s answers', (path, rest, pods) => {
  const subject = at(path);
  expect(restPathOf(subject)).toBe(rest);
  expect(podsPathOf(subject)).toBe(pods);
});

it.each(['/', '/nodes', '/top', '/nowhere'])('%s is no detail page', (path) => {
  expect(subjectOf(matchRoute(path))).toBeUndefined();
});

it('asks a container for no network, which is counted for its pod', () => {
  const names = fieldsOfSubject('container').map(({ name }) => name);
  expect(names).toContain('memory_bytes');
  expect(names).not.toContain('network_rx_bytes_per_second');
});

it('leaves empty parts of a query out', () => {
  expect(withQuery('/api/nodes/a', 'window=900', '', 'fields=pids')).toBe(
    '/api/nodes/a?window=900&fields=pids',
  );
  expect(withQuery('/api/nodes/a', '')).toBe('/api/nodes/a');
});
