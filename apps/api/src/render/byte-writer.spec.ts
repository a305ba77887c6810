import fc from 'fast-check';
import { ByteWriter } from './byte-writer';

function write(value: number, decimals: number): string {
  const out = new ByteWriter();
  out.number(value, decimals);
  return out.take().toString('utf8');
}

describe('ByteWriter.number', () => {
  it.each([
    [0, 0, '0'],
    [-0, 3, '0'],
    [7, 0, '7'],
    [7, 3, '7'],
    [1.5, 1, '1.5'],
    [71.576, 3, '71.576'],
    [71.57649, 3, '71.576'],
    [0.5, 0, '1'],
    [0.04, 1, '0'],
    [0.05, 1, '0.1'],
    [0.0312, 4, '0.0312'],
    [0.1, 4, '0.1'],
    [12.3, 3, '12.3'],
    [100, 2, '100'],
    [-2.25, 2, '-2.25'],
    [-0.001, 2, '0'],
    [999_999_999, 0, '999999999'],
    [1_000_000_000, 0, '1000000000'],
    [1_000_000_001, 1, '1000000001'],
    [25_276_510_208, 0, '25276510208'],
    [5_000_000_000.25, 2, '5000000000.25'],
    [Number.MAX_SAFE_INTEGER - 1, 0, '9007199254740990'],
    [Number.MAX_SAFE_INTEGER, 0, '9007199254740991'],
    [1e21, 3, '1e+21'],
    [5e-324, 4, '0'],
    [0.12345678901, 11, '0.12345678901'],
    [1.00000000001, 11, '1.00000000001'],
    [8_999_999_999_999.5, 1, '8999999999999.5'],
  ])('writes %d with %d decimals as %s', (value, decimals, text) => {
    expect(write(value, decimals)).toBe(text);
  });

  it('writes the number that JSON would, rounded', () => {
    const decimals = fc.integer({ min: 0, max: 6 });
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    );
    fc.assert(
      fc.property(value, decimals, (number, places) => {
        const factor = 10 ** places;
        const isSmall = Math.abs(number) < Number.MAX_SAFE_INTEGER / factor;
        const sign = number < 0 ? -1 : 1;
        const rounded = isSmall ? (sign * Math.round(Math.abs(number) * factor)) / factor : number;
        expect(JSON.parse(write(number, places))).toBe(JSON.parse(JSON.stringify(rounded)));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('ByteWriter', () => {
  it('joins text, bytes and numbers', () => {
    const out = new ByteWriter();
    out.text('{"name":"Zürich 東京 🚀","bytes":');
    out.bytes(Buffer.from('[1,2]'));
    out.text(',"n":');
    out.number(2.5, 1);
    out.text('}');
    expect(JSON.parse(out.take().toString('utf8'))).toEqual({
      name: 'Zürich 東京 🚀',
      bytes: [1, 2],
      n: 2.5,
    });
  });

  it('grows over what it began with, and starts anew when taken', () => {
    const out = new ByteWriter();
    const long = 'ü'.repeat(70_000);
    out.text(long);
    out.bytes(Buffer.alloc(200_000, 'x'));
    expect(out.size).toBe(340_000);
    const taken = out.take();
    expect(out.size).toBe(0);
    out.text('anew');
    expect(taken.subarray(0, 140_000).toString('utf8')).toBe(long);
    expect(taken.length).toBe(340_000);
    expect(out.take().toString('utf8')).toBe('anew');
  });
});
