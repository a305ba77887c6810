import { formatCount, formatMebibytes, formatNumber, formatRatio, formatTable } from './table';

describe('formatTable', () => {
  it('aligns the first column to the left and the others to the right', () => {
    const rows = [
      ['q1', '17'],
      ['q2 last', '0.27'],
    ];
    expect(formatTable(['query', 'ms'], rows)).toBe(
      ['query      ms', '-------  ----', 'q1         17', 'q2 last  0.27'].join('\n'),
    );
  });

  it('leaves missing cells empty', () => {
    expect(formatTable(['a', 'b'], [['x']])).toBe('a  b\n-  -\nx');
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [0.1734, '0.173'],
    [1.005, '1.00'],
    [12.345, '12.3'],
    [1234.5, '1,235'],
    [9_876_543, '9,876,543'],
    [undefined, '-'],
    [Number.NaN, '-'],
  ])('writes %p as %p', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe('formatCount', () => {
  it.each([
    [7_440_000.4, '7,440,000'],
    [999, '999'],
    [undefined, '-'],
  ])('writes %p as %p', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });
});

describe('formatRatio', () => {
  it.each([
    [0.125, '1/8.0'],
    [0.01, '1/100'],
    [2, '2.0'],
    [undefined, '-'],
    [0, '-'],
  ])('writes %p as %p', (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });
});

describe('formatMebibytes', () => {
  it('divides by 2^20', () => {
    expect(formatMebibytes(110 * 1_048_576)).toBe('110');
  });
});
