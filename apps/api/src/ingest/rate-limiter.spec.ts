import { RateLimiter } from './rate-limiter';

const BURST = 1_000;

function createLimiter() {
  const clock = { atMs: 1_000_000, now: () => clock.atMs };
  return { clock, limiter: new RateLimiter(clock, 5) };
}

function takeMany(limiter: RateLimiter, node: string, count: number): number[] {
  return Array.from({ length: count }, () => limiter.take(node));
}

describe('RateLimiter', () => {
  it('lets a burst through: the back-fill after an outage', () => {
    const { limiter } = createLimiter();
    expect(takeMany(limiter, 'a', BURST).every((wait) => wait === 0)).toBe(true);
    expect(limiter.take('a')).toBe(1);
  });

  it('lets 20 reports an interval through after it', () => {
    const { limiter, clock } = createLimiter();
    takeMany(limiter, 'a', BURST);
    // 20 an interval of 5 s are 4 a second: one each 250 ms.
    clock.atMs += 249;
    expect(limiter.take('a')).toBe(1);
    clock.atMs += 1;
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBe(1);
    clock.atMs += 5_000;
    expect(takeMany(limiter, 'a', 21)).toEqual([...new Array(20).fill(0), 1]);
  });

  it('never saves up more than a burst', () => {
    const { limiter, clock } = createLimiter();
    limiter.take('a');
    clock.atMs += 86_400_000;
    expect(takeMany(limiter, 'a', BURST + 1).filter((wait) => wait > 0)).toEqual([1]);
  });

  it('says how long to wait when the interval is long', () => {
    const limiter = new RateLimiter({ now: () => 0 }, 300);
    takeMany(limiter, 'a', BURST);
    // 20 each 300 s: the next one in 15 s.
    expect(limiter.take('a')).toBe(15);
  });

  it('counts each node by itself', () => {
    const { limiter } = createLimiter();
    takeMany(limiter, 'a', BURST);
    expect(limiter.take('a')).toBe(1);
    expect(limiter.take('b')).toBe(0);
  });

  it('earns nothing while the clock goes back', () => {
    const { limiter, clock } = createLimiter();
    takeMany(limiter, 'a', BURST);
    clock.atMs -= 60_000;
    expect(limiter.take('a')).toBe(1);
  });

  it('forgets nodes before there are too many of them', () => {
    const { limiter } = createLimiter();
    takeMany(limiter, 'a', BURST);
    for (let node = 0; node < 100_000; node += 1) limiter.take(`n${node}`);
    expect(limiter.take('a')).toBe(0);
  });
});
