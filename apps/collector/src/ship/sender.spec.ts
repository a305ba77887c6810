import { parseRetryAfter, toOutcome } from './sender';

describe('parseRetryAfter', () => {
  const NOW = Date.parse('2026-11-23T10:00:00Z');

  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['0', 0],
    ['7', 7_000],
    ['86400', 300_000],
    ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
    ['Tue, 24 Nov 2026 10:00:00 GMT', 300_000],
  ])('%j is %j ms', (header, expected) => {
    expect(parseRetryAfter(header, NOW)).toBe(expected);
  });
});

describe('toOutcome', () => {
  it.each([200, 202, 204])('takes %d for delivered', (status) => {
    expect(toOutcome(status, '', undefined)).toEqual({ kind: 'delivered' });
  });

  it.each([400, 404, 413, 422])('takes %d for rejected', (status) => {
    expect(toOutcome(status, 'why', undefined)).toEqual({
      kind: 'rejected',
      reason: `HTTP ${status}: why`,
    });
  });

  it.each([0, 302, 401, 403, 408, 425, 429, 500, 503])('takes %d for deferred', (status) => {
    expect(toOutcome(status, '', 5)).toEqual({
      kind: 'deferred',
      reason: `HTTP ${status}`,
      waitMilliseconds: 5,
    });
  });
});
