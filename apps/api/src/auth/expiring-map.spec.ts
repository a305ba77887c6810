import { ExpiringMap } from './expiring-map';

let nowMs = 0;
const now = () => nowMs;

beforeEach(() => {
  nowMs = 1_000;
});

it('gives a value as long as it counts', () => {
  const map = new ExpiringMap<string>(10, now);
  map.set('key', 'value', 500);
  expect(map.get('key')).toBe('value');
  nowMs = 1_499;
  expect(map.get('key')).toBe('value');
  nowMs = 1_500;
  expect(map.get('key')).toBeUndefined();
  expect(map.remembers('key')).toBe(true);
  map.delete('key');
  expect(map.remembers('key')).toBe(false);
});

it('keeps a false value too', () => {
  const map = new ExpiringMap<boolean>(10, now);
  map.set('key', false, 1);
  expect(map.get('key')).toBe(false);
  expect(map.get('other')).toBeUndefined();
});

it('drops the oldest when it is full; what is set again is the newest', () => {
  const map = new ExpiringMap<number>(3, now);
  for (const [index, key] of ['a', 'b', 'c'].entries()) map.set(key, index, 1_000);
  map.set('a', 9, 1_000);
  map.set('d', 4, 1_000);
  expect(map.size).toBe(3);
  expect(['a', 'b', 'c', 'd'].map((key) => map.get(key))).toEqual([9, undefined, 2, 4]);
});
