import { matchRoute } from '../state/match-route';
import { titleOf } from './page-title';

it.each([
  ['/', 'Overview'],
  ['/nodes/a', 'Node a'],
  ['/namespaces/shop/pods/web-0', 'Pod web-0 in shop'],
  ['/namespaces/-/pods/web-0', 'Pod web-0, namespace not known'],
  ['/namespaces/shop/pods/web-0/app', 'Container app of web-0 in shop'],
  ['/namespaces/-/pods/web-0/app', 'Container app of web-0, namespace not known'],
  ['/nowhere/at/all', 'Not found'],
])('%s is called "%s"', (path, title) => {
  expect(titleOf(matchRoute(path))).toBe(title);
});
