import { toGoDuration, toSeconds } from './time';

it.each([
  [0, '0s'],
  [1, '1ms'],
  [250, '250ms'],
  [1_000, '1s'],
  [10_003, '10.003s'],
  [10_060, '10.06s'],
  [59_999, '59.999s'],
  [60_000, '1m0s'],
  [60_500, '1m0.5s'],
  [754_020, '12m34.02s'],
  [3_600_000, '1h0m0s'],
  [3_661_001, '1h1m1.001s'],
])('%d ms are %s', (spanMs, text) => {
  expect(toGoDuration(spanMs)).toBe(text);
});

it('cuts times off to whole seconds', () => {
  expect(toSeconds(Date.UTC(2026, 2, 1, 10, 0, 5, 999))).toBe('2026-03-01T10:00:05Z');
});
