import { shortId } from './short-id';

it.each([
  ['uid-shop-web-2', 'uid-shop-web-2'],
  ['12345678901234567890', '12345678901234567890'],
  ['123456789012345678901', '12345678…8901'],
  ['7d1f5a62-3f0e-4b5c-9a7e-0c1d2e3f4a5b', '7d1f5a62…4a5b'],
])('%s is shown as %s', (id, expected) => {
  expect(shortId(id)).toBe(expected);
});
