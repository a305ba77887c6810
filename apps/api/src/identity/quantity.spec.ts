import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+2', 2],
    ['-3', -3],
    ['200m', 0.2],
    ['250u', 0.00025],
    ['4n', 0.000000004],
    ['2k', 2_000],
    ['100M', 100_000_000],
    ['3G', 3_000_000_000],
    ['1T', 1e12],
    ['1P', 1e15],
    ['1E', 1e18],
    ['1Ki', 1_024],
    ['128Mi', 134_217_728],
    ['1.5Gi', 1_610_612_736],
    ['1Ti', 1_099_511_627_776],
    ['1Pi', 1_125_899_906_842_624],
    ['1Ei', 1_152_921_504_606_846_976],
    ['1e3', 1_000],
    ['1E3', 1_000],
    ['5e-1', 0.5],
    ['5e+2', 500],
    [7, 7],
    [0.25, 0.25],
  ])('reads %j', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 12);
  });

  it.each([
    '',
    ' ',
    '1 Gi',
    'Gi',
    '1Kib',
    '1KiB',
    '1K',
    '1mi',
    '1.5.5',
    '1e',
    '1e1.5',
    '0x10',
    'NaN',
    'Infinity',
    '1e999',
    '--1',
    null,
    undefined,
    true,
    {},
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('does not take %p for a quantity', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});
