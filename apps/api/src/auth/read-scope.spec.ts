import { EVERYTHING, createReadScope } from './read-scope';

it('is everything for who may read nodes and all pods', () => {
  expect(createReadScope(true, 'all')).toBe(EVERYTHING);
  expect(EVERYTHING.mayReadNamespace(undefined)).toBe(true);
});

it.each([
  ['all pods, no nodes', false, 'all' as const, [true, true, true]],
  ['nodes and one namespace', true, new Set(['shop']), [true, false, false]],
  ['one namespace', false, new Set(['shop']), [true, false, false]],
  ['nodes only', true, new Set<string>(), [false, false, false]],
])('%s', (_case, mayReadNodes, namespaces, expected) => {
  const scope = createReadScope(mayReadNodes, namespaces);
  expect(scope.isEverything).toBe(false);
  expect(scope.mayReadNodes).toBe(mayReadNodes);
  expect(['shop', 'infra', undefined].map((name) => scope.mayReadNamespace(name))).toEqual(
    expected,
  );
});
