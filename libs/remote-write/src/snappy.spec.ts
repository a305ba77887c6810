import { packTemplate, toSnappyBlock } from './snappy';

/** Unpacks literals and two-byte copies, by the format's description. */
function unpack(bytes: Uint8Array): Uint8Array {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const out: number[] = [];
  while (at < bytes.length) {
    const tag = bytes[at++];
    if ((tag & 3) === 2) {
      const distance = bytes[at] + bytes[at + 1] * 256;
      at += 2;
      for (let left = (tag >> 2) + 1; left > 0; left -= 1) out.push(out[out.length - distance]);
      continue;
    }
    let literal = tag >> 2;
    if (literal >= 60) {
      const count = literal - 59;
      literal = 0;
      for (let byte = 0; byte < count; byte += 1) literal += bytes[at++] * 256 ** byte;
    }
    for (let left = literal + 1; left > 0; left -= 1) out.push(bytes[at++]);
  }
  expect(out).toHaveLength(length);
  return Uint8Array.from(out);
}

const text = (written: string): Uint8Array => Uint8Array.from(Buffer.from(written));

describe('packTemplate', () => {
  it('writes short bytes as one literal', () => {
    const part = packTemplate(text('abc'), [], 0);
    expect(part.rawLength).toBe(3);
    expect([...part.bytes]).toEqual([2 << 2, 0x61, 0x62, 0x63]);
  });

  it('copies what came before', () => {
    const { bytes } = packTemplate(text('abcdefgh-abcdefgh'), [], 0);
    // 17 bytes: a literal of nine, then eight bytes from nine before.
    const literal = [8 << 2, ...Buffer.from('abcdefgh-')];
    expect([...bytes]).toEqual([...literal, (7 << 2) | 2, 9, 0]);
  });

  it.each([10, 59, 60, 61, 255, 256, 257, 70_000])('unpacks %p bytes to the same', (length) => {
    const raw = Uint8Array.from({ length }, (_, at) => (at * 7_919) % 251);
    expect(Buffer.from(unpack(toSnappyBlock([packTemplate(raw, [], 0)]))).equals(raw)).toBe(true);
  });

  it('keeps stretches as literals that may be changed in place', () => {
    const raw = text('label=first;VALU label=first;VALU label=first;VALU');
    const kept = [12, 29, 46];
    const { bytes, places, rawLength } = packTemplate(raw, kept, 4);
    expect(bytes.length).toBeLessThan(raw.length);
    const changed = bytes.slice();
    places.forEach((place, index) => {
      expect(Buffer.from(bytes.subarray(place, place + 4)).toString()).toBe('VALU');
      changed.set(text(`new${index}`), place);
    });
    const block = toSnappyBlock([{ bytes: changed, rawLength }]);
    expect(Buffer.from(unpack(block)).toString()).toBe(
      'label=first;new0 label=first;new1 label=first;new2',
    );
  });
});

describe('toSnappyBlock', () => {
  it('joins parts unopened', () => {
    const parts = ['abcdefgh-abcdefgh', 'xyz', 'abcdefgh-abcdefgh'].map((written) =>
      packTemplate(text(written), [], 0),
    );
    const block = toSnappyBlock(parts);
    expect(block[0]).toBe(17 + 3 + 17);
    expect(Buffer.from(unpack(block)).toString()).toBe('abcdefgh-abcdefghxyzabcdefgh-abcdefgh');
  });

  it('is a block of nothing without parts', () => {
    expect([...toSnappyBlock([])]).toEqual([0]);
  });
});
