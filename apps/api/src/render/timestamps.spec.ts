import fc from 'fast-check';
import { TimestampBytes, TimestampFormatter } from './timestamps';

describe('TimestampFormatter', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [7, '1970-01-01T00:00:00.007Z'],
    [1_795_425_475_026, '2026-11-23T09:17:55.026Z'],
    [1_795_425_475_026.9, '2026-11-23T09:17:55.026Z'],
    [951_782_400_000, '2000-02-29T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
  ])('formats %d', (timeMs, text) => {
    expect(new TimestampFormatter().format(timeMs)).toBe(text);
  });

  it('says what Date says, in whatever order times come', () => {
    const formatter = new TimestampFormatter();
    const time = fc.integer({ min: 1_795_425_470_000, max: 1_795_425_480_000 });
    fc.assert(
      fc.property(time, (timeMs) => {
        expect(formatter.format(timeMs)).toBe(new Date(timeMs).toISOString());
      }),
    );
  });
});

describe('TimestampBytes', () => {
  it('are what the formatter says between two texts, in whatever order times come', () => {
    const bytes = new TimestampBytes('{"at":"', '"');
    const time = fc.integer({ min: 1_795_425_474_000, max: 1_795_425_476_000 });
    fc.assert(
      fc.property(time, (timeMs) => {
        const text = Buffer.from(bytes.of(timeMs)).toString();
        expect(text).toBe(`{"at":"${new Date(timeMs).toISOString()}"`);
      }),
    );
    expect(Buffer.from(bytes.of(1_795_425_475_026.9)).toString()).toBe(
      '{"at":"2026-11-23T09:17:55.026Z"',
    );
  });
});
