import { computeDueMs } from './real-pace';

describe('computeDueMs', () => {
  const options = { intervalSeconds: 5, spreadSeconds: 4 };

  it.each([
    [0, 500_000],
    [1, 500_400],
    [9, 503_600],
  ])('spreads ten nodes over four seconds: node %p at %p', (node, dueMs) => {
    expect(computeDueMs(100, node, 10, options)).toBe(dueMs);
  });
});
