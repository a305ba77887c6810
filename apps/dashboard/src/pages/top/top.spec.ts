import { actionOf, moveRow, readKey } from './keys';
import { topPath } from './top-path';

const VIEW = { kind: 'pods', namespace: '', pod: '' } as const;

it.each([
  [VIEW, /^\/api\/pods\?limit=0&fields=cpu_millicores,/],
  [{ ...VIEW, namespace: 'a/b' }, /^\/api\/namespaces\/a%2Fb\/pods\?limit=0/],
  [{ ...VIEW, kind: 'nodes', namespace: 'shop' }, /^\/api\/nodes\?limit=0/],
  [{ ...VIEW, kind: 'workloads' }, /^\/api\/workloads\?limit=0/],
  [{ ...VIEW, kind: 'containers', pod: 'shop/web-0' }, /^\/api\/namespaces\/shop\/pods\/web-0$/],
  [{ ...VIEW, kind: 'containers', pod: '-/b-4f' }, /^\/api\/pods\/b-4f$/],
] as const)('%j is at %s', (view, path) => {
  expect(topPath(view)).toMatch(path);
});

it.each(['', 'shop', 'shop/', '/web-0'])('"%s" names no pod', (pod) => {
  expect(topPath({ ...VIEW, kind: 'containers', pod })).toBeUndefined();
});

it.each([
  ['j', { kind: 'move', by: 1 }],
  ['ArrowUp', { kind: 'move', by: -1 }],
  ['9', { kind: 'sort', column: 8 }],
  [' ', { kind: 'pause' }],
  ['0', undefined],
  ['x', undefined],
  ['toString', undefined],
])('the key "%s" means %j', (key, action) => {
  expect(actionOf(key)).toEqual(action);
});

it.each([
  ['j', 1, 2],
  ['j', 2, 2],
  ['k', 0, 0],
  ['PageDown', 0, 2],
  ['PageUp', 2, 0],
  ['ArrowRight', 1, 1],
  ['G', 0, 2],
  ['g', 2, 0],
  ['/', 1, 1],
])('"%s" leads from row %i of three to row %i', (key, from, to) => {
  const action = actionOf(key);
  expect(action && moveRow(action, from, 3, 20)).toBe(to);
});

it.each([
  ['ㅜ', 'KeyN', false, 'n'],
  ['Process', 'KeyG', true, 'G'],
  ['Process', 'Digit3', false, '3'],
  ['Process', 'Slash', false, '/'],
  ['Process', 'Slash', true, '?'],
  ['n', 'KeyB', false, 'n'],
  ['Enter', 'Enter', false, 'Enter'],
  ['ㅊ', 'IntlRo', false, 'ㅊ'],
])('the key %s at %s (Shift: %s) is read as %s', (key, code, shiftKey, expected) => {
  expect(readKey({ key, code, shiftKey })).toBe(expected);
});
