import { UsageError } from '../bench-error';
import { parseSizes } from './growth';

describe('parseSizes', () => {
  it('reads numbers of nodes', () => {
    expect(parseSizes('100,1000,5000')).toEqual([100, 1_000, 5_000]);
  });

  it.each(['', '100,', '0', '1.5', 'many', '60000'])('refuses %p', (list) => {
    expect(() => parseSizes(list)).toThrow(UsageError);
  });
});
