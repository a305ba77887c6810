import { parseBearer, toDigest, toDigestKey } from './bearer';

describe('parseBearer', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['Bearer', undefined],
    ['Bearer ', undefined],
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER   abc  ', 'abc'],
    ['Bearer a.b-c_d~e+f/g==', 'a.b-c_d~e+f/g=='],
    ['Bearer two words', undefined],
    ['Bearer tab\tin', undefined],
    ['Bearer caf\u00e9', undefined],
    ['Basic abc', undefined],
    ['abc', undefined],
  ])('%j holds %j', (header, expected) => {
    expect(parseBearer(header)).toBe(expected);
  });

  it('takes no longer for a long header of blanks', () => {
    expect(parseBearer(`Bearer ${' '.repeat(16_000)}`)).toBeUndefined();
  });
});

it('toDigest is SHA-256: the example "abc" of FIPS 180-2', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(toDigest('abc').toString('hex')).toBe(expected);
  expect(Buffer.from(toDigestKey('abc'), 'latin1').toString('hex')).toBe(expected);
});
