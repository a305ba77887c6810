import { asciiBytes, decodeText } from './kernel-bytes';
import { kernelFile } from './testing/kernel-file';

describe('decodeText', () => {
  it.each(['', 'lo', 'eth0', 'twelve.bytes', 'thirteen byte', 'é', 'a long name, é at its end'])(
    'reads %j',
    (text) => {
      const bytes = kernelFile(`<<${text}>>`);
      expect(decodeText(bytes, 2, bytes.length - 2)).toBe(text);
    },
  );

  it('replaces bytes that are not UTF-8', () => {
    expect(decodeText(Uint8Array.of(0x61, 0xff, 0x62), 0, 3)).toBe('a\ufffdb');
  });

  it('keeps a byte order mark', () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 0, 4)).toBe('\ufeffa');
  });
});

describe('asciiBytes', () => {
  it('has one byte a letter', () => {
    expect(asciiBytes('max')).toEqual(Uint8Array.of(0x6d, 0x61, 0x78));
  });
});
