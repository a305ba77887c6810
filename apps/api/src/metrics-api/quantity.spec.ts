import { toByteQuantity, toCpuQuantity } from './quantity';

describe('toCpuQuantity', () => {
  it.each([
    [0, '0'],
    [1, '1n'],
    [999, '999n'],
    [1_000, '1u'],
    [12_345_678, '12345678n'],
    [12_345_000, '12345u'],
    [250_000_000, '250m'],
    [1_000_000_000, '1'],
    [1_500_000_000, '1500m'],
    [96_000_000_000, '96'],
    [2_000_000_000_000, '2k'],
  ])('%d nanocores are %s', (nanocores, quantity) => {
    expect(toCpuQuantity(nanocores)).toBe(quantity);
  });
});

describe('toByteQuantity', () => {
  it.each([
    [0, '0'],
    [500, '500'],
    [1_000, '1k'],
    [1_024, '1Ki'],
    [1_500, '1500'],
    [18_681_856, '18244Ki'],
    [5_242_880, '5Mi'],
    [36_000_000, '36000000'],
    [3_221_225_472, '3Gi'],
    [1_125_899_906_842_624, '1Pi'],
  ])('%d bytes are %s', (bytes, quantity) => {
    expect(toByteQuantity(bytes)).toBe(quantity);
  });
});
