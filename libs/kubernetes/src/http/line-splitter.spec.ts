import fc from 'fast-check';
import { LineSplitter } from './line-splitter';

function split(chunks: readonly Buffer[], maxBytes = 1_000): string[] {
  const splitter = new LineSplitter(maxBytes);
  return chunks.flatMap((chunk) => [...splitter.push(chunk)]);
}

describe('LineSplitter', () => {
  it('gives lines as they end, and leaves empty ones out', () => {
    const splitter = new LineSplitter(100);
    expect([...splitter.push(Buffer.from('one\ntw'))]).toEqual(['one']);
    expect(splitter.hasRest).toBe(true);
    expect([...splitter.push(Buffer.from('o\n\n\nthree\n'))]).toEqual(['two', 'three']);
    expect(splitter.hasRest).toBe(false);
    expect([...splitter.push(Buffer.alloc(0))]).toEqual([]);
  });

  it('joins a character that was cut', () => {
    const bytes = Buffer.from('Zürich 東京 🚀\n');
    const cut = [...bytes].map((byte) => Buffer.from([byte]));
    expect(split(cut)).toEqual(['Zürich 東京 🚀']);
  });

  it('holds no more than its bound, the line feed not counted', () => {
    expect(split([Buffer.from('12345\n')], 5)).toEqual(['12345']);
    expect(() => split([Buffer.from('123456\n')], 5)).toThrow('longer than 5 bytes');
    expect(() => split([Buffer.from('123'), Buffer.from('456')], 5)).toThrow(
      expect.objectContaining({ reason: 'LineTooLong' }),
    );
  });

  it('gives the same lines wherever the stream is cut', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\n/g, '')));
    fc.assert(
      fc.property(texts, fc.array(fc.nat(50)), (wanted, cuts) => {
        const bytes = Buffer.from(wanted.map((text) => `${text}\n`).join(''));
        const chunks: Buffer[] = [];
        let start = 0;
        for (const length of cuts) chunks.push(bytes.subarray(start, (start += length)));
        chunks.push(bytes.subarray(start));
        expect(split(chunks, 10_000)).toEqual(wanted.filter((text) => text !== ''));
      }),
    );
  });
});
