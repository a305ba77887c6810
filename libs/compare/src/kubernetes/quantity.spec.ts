import { parseQuantity, toMillicores } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['250m', 0.25],
    ['128Mi', 134_217_728],
    ['1e3', 1_000],
    ['1.5G', 1.5e9],
    ['2', 2],
    ['', undefined],
    ['12XB', undefined],
    [undefined, undefined],
  ])('%s', (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  it('reads nanocores of metrics.k8s.io as millicores', () => {
    expect(toMillicores('71576123n')).toBe(71.576);
  });
});
