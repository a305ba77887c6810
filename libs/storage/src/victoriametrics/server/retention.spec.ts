import { parseRetentionSeconds } from './retention';

const page = (value: string) =>
  `-dedup.minScrapeInterval="0s"\n-retentionPeriod="${value}"\n-retentionTimezoneOffset="0s"\n`;

describe('parseRetentionSeconds', () => {
  it.each([
    ['1', 31 * 86_400],
    ['0.5', 15.5 * 86_400],
    ['1d', 86_400],
    ['36h', 129_600],
    ['2w', 1_209_600],
    ['100y', 100 * 365 * 86_400],
  ])('reads %p', (value, seconds) => {
    expect(parseRetentionSeconds(page(value))).toBe(seconds);
  });

  it.each(['', 'for ever'])('does not guess %p', (value) => {
    expect(parseRetentionSeconds(page(value))).toBeUndefined();
  });

  it('is not known from a page without it', () => {
    expect(parseRetentionSeconds('<html></html>')).toBeUndefined();
  });
});
