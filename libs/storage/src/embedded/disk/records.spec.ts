import { ByteWriter } from '../bytes/byte-writer';
import {
  buildFileHeader,
  parseFileHeader,
  putRecord,
  visitRecords,
  type FileRecord,
} from './records';

const MAGIC = 0x314a_4d4b;

function buildFile(...payloads: string[]): Buffer {
  const out = new ByteWriter();
  out.putBytes(buildFileHeader(MAGIC, 5_000));
  payloads.forEach((payload, type) => {
    putRecord(out, type, () => out.putBytes(Buffer.from(payload)));
  });
  return out.copy();
}

function read(bytes: Buffer): { payloads: string[]; damagedBytes: number } {
  const payloads: string[] = [];
  const damagedBytes = visitRecords(bytes, ({ payload }) => payloads.push(payload.toString()));
  return { payloads, damagedBytes };
}

describe('a file of records', () => {
  it('is laid out byte by byte as documented', () => {
    // Checksums from Python's zlib.crc32: of 4b4d4a31 88130000, and of 6b6d7201 02000000 6869.
    expect(buildFile('', 'hi').subarray(0, 12).toString('hex')).toBe('4b4d4a3188130000aa2e0630');
    expect(buildFile('', 'hi').subarray(24).toString('hex')).toBe('6b6d72010200000003f521fb6869');
  });

  it('gives back its records and their types', () => {
    const records: FileRecord[] = [];
    const damagedBytes = visitRecords(buildFile('zero', '', 'two'), (one) => records.push(one));
    expect(records.map(({ type, payload }) => [type, payload.toString()])).toEqual([
      [0, 'zero'],
      [1, ''],
      [2, 'two'],
    ]);
    expect(damagedBytes).toBe(0);
  });

  it('loses just the last record when it is torn at any byte', () => {
    const whole = buildFile('first', 'second');
    const first = buildFile('first').length;
    for (let length = first + 1; length < whole.length; length += 1) {
      expect(read(whole.subarray(0, length))).toEqual({
        payloads: ['first'],
        damagedBytes: length - first,
      });
    }
  });

  it('loses just the record a bit is flipped in, whichever bit', () => {
    const whole = buildFile('first', 'second', 'third');
    const start = buildFile('first').length;
    const end = buildFile('first', 'second').length;
    for (let bit = start * 8; bit < end * 8; bit += 1) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3] ^= 1 << (bit & 7);
      expect(read(flipped)).toEqual({
        payloads: ['first', 'third'],
        damagedBytes: end - start,
      });
    }
  });

  it('finds records behind a torn one: what was written after a failure is good', () => {
    const torn = buildFile('first', 'second').subarray(0, -3);
    const next = buildFile('third').subarray(12);
    expect(read(Buffer.concat([torn, next])).payloads).toEqual(['first', 'third']);
  });

  it('knows its header from any other', () => {
    const header = buildFileHeader(MAGIC, 5_000);
    expect(parseFileHeader(header, MAGIC)).toBe(5_000);
    expect(parseFileHeader(header, MAGIC + 1)).toBeUndefined();
    expect(parseFileHeader(header.subarray(0, 11), MAGIC)).toBeUndefined();
    for (let bit = 0; bit < header.length * 8; bit += 1) {
      const flipped = Buffer.from(header);
      flipped[bit >> 3] ^= 1 << (bit & 7);
      expect(parseFileHeader(flipped, MAGIC)).toBeUndefined();
    }
  });
});
