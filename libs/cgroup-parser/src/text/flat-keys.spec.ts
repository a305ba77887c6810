import fc from 'fast-check';
import { faultOf, kernelFile } from '../testing/kernel-file';
import { compileFlatKeys, kibibytes, nanoseconds, parseFlatKeys } from './flat-keys';

const KEYS = compileFlatKeys('file', {
  slab: 'slab',
  slab_reclaimable: 'slabReclaimable',
  // The same length, first and last letter as `slab`: they share a bucket.
  scrb: 'scrb',
  time: nanoseconds('timeUsec'),
  'Total:': kibibytes('totalBytes'),
});

function parse(text: string): object {
  return parseFlatKeys(kernelFile(text), KEYS);
}

describe('parseFlatKeys', () => {
  it('reads known keys in any order and skips the rest', () => {
    const text =
      'new key 1 2 3\nscrb 3\nslab_reclaimable 2\nTotal:   4 kB\nslab 1\nempty\n\ntime 5678\n';
    expect(parse(text)).toEqual({
      slab: 1,
      slabReclaimable: 2,
      scrb: 3,
      timeUsec: 5,
      totalBytes: 4_096,
    });
  });

  it('leaves missing keys undefined', () => {
    expect(parse('slab 0\n')).toEqual({ slab: 0 });
  });

  it('takes the last value of a key that occurs twice', () => {
    expect(parse('slab 1\nslab 2\n')).toEqual({ slab: 2 });
  });

  it.each(['sla 1\n', 'slabs 1\n', ' slab 1\n', 'SLAB 1\n', '\0slab 1\n', 'slzb 1\n'])(
    'takes %j for another key',
    (text) => {
      expect(parse(text)).toEqual({});
    },
  );

  it.each([
    ['', 'empty'],
    ['slab 1', 'malformed'],
    ['slab\n', 'malformed'],
    ['slab \n', 'malformed'],
    ['slab\t1\n', 'malformed'],
    ['slab -1\n', 'malformed'],
    ['slab 1 2\n', 'malformed'],
    ['slab 1 \n', 'malformed'],
    ['slab 1.5\n', 'malformed'],
    ['slab max\n', 'malformed'],
    ['slab 9007199254740992\n', 'overflow'],
    ['Total: 5\n', 'malformed'],
  ])('refuses %j', (text, code) => {
    expect(faultOf((bytes) => parseFlatKeys(bytes, KEYS), text)).toBe(code);
  });

  it('reads back what is written, whatever stands between', () => {
    const other = fc.string({ unit: 'grapheme-ascii' }).map((text) => `other_${text}`);
    const lines = fc.array(fc.oneof(fc.constant('slab'), fc.constant('scrb'), other));
    fc.assert(
      fc.property(lines, fc.maxSafeNat(), (keys, value) => {
        const text = keys.map((key) => `${key} ${value}\n`).join('');
        const expected = {
          ...(keys.includes('slab') ? { slab: value } : {}),
          ...(keys.includes('scrb') ? { scrb: value } : {}),
        };
        if (keys.length > 0) expect(parse(text)).toEqual(expected);
      }),
    );
  });
});
