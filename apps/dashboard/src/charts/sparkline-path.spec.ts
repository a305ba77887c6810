import { sparklineShape } from './sparkline-path';

describe('sparklineShape', () => {
  it('runs from edge to edge, from 0 up', () => {
    // 1.5 of room on each side: 20 wide and 10 high are left.
    expect(sparklineShape([0, 5, 10], 23, 13)).toEqual({
      path: 'M1.5 11.5L11.5 6.5L21.5 1.5',
      min: 0,
      max: 10,
      last: 10,
    });
  });

  it('leaves gaps, and shows a lone point', () => {
    expect(sparklineShape([4, 4, null, 4, null], 23, 13)).toEqual({
      path: 'M1.5 1.5L6.5 1.5M16.5 1.5h0.01',
      min: 4,
      max: 4,
      last: undefined,
    });
  });

  it('lies on the ground when all is 0', () => {
    expect(sparklineShape([0, 0], 23, 13).path).toBe('M1.5 11.5L21.5 11.5');
  });

  it.each([[[]], [[null, null]]])('has no path of %j', (values) => {
    expect(sparklineShape(values, 23, 13)).toEqual({ path: '' });
  });
});
