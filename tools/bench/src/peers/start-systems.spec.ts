import { firstRoundOf } from './start-systems';

describe('firstRoundOf', () => {
  it.each([
    [6, 6, 1],
    [6, 2, 5],
    [6, 1, 6],
    [6, 99, 1],
    [6, 0, 6],
  ])('of %p rounds the last %p begin with round %p', (rounds, wanted, first) => {
    expect(firstRoundOf(rounds, wanted)).toBe(first);
  });
});
