import { makeToken, parsePage } from './page';

function tokenOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('parsePage', () => {
  it('is the first 500 items when the query does not say', () => {
    expect(parsePage({})).toEqual({ limit: 500, offset: 0, after: undefined });
  });

  it('takes a limit, and 0 as none', () => {
    expect(parsePage({ limit: 7 }).limit).toBe(7);
    expect(parsePage({ limit: 0 }).limit).toBe(Number.POSITIVE_INFINITY);
  });

  it('goes on after a key', () => {
    const token = makeToken(undefined, { key: 'shop\u0000wéb' });
    expect(parsePage({ continue: token, limit: 2 })).toEqual({
      limit: 2,
      offset: 0,
      after: 'shop\u0000wéb',
    });
  });

  it('goes on at an offset', () => {
    const token = makeToken('-cpu_millicores', { offset: 4 });
    expect(parsePage({ continue: token, sort: '-cpu_millicores' })).toEqual({
      limit: 500,
      offset: 4,
      after: undefined,
    });
  });

  it.each([
    ['of another order', makeToken('cpu_millicores', { offset: 4 })],
    ['that is no base64', '!!!'],
    ['that is no JSON', 'bm90IGpzb24'],
    ['that is null', tokenOf(null)],
    ['that is a list', tokenOf([])],
    ['without a place', tokenOf({ s: '' })],
    ['with a negative offset', tokenOf({ s: '', o: -1 })],
    ['with half an offset', tokenOf({ s: '', o: 0.5 })],
    ['with a key of the wrong type', tokenOf({ s: '', k: 1 })],
    ['without an order', tokenOf({ k: 'a' })],
  ])('refuses a token %s', (_case, token) => {
    expect(() => parsePage({ continue: token })).toThrow(
      '"continue" is not a token of a list with this order.',
    );
  });
});
