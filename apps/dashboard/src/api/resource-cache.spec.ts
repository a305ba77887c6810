import { ApiError } from './client';
import { ResourceCache } from './resource-cache';

interface Asked {
  readonly path: string;
  readonly signal: AbortSignal;
  answer(data: unknown): void;
  fail(error: unknown): void;
}

/** A cache whose requests are answered by the test. */
function create() {
  const asked: Asked[] = [];
  const clock = { nowMs: 1_000 };
  const cache = new ResourceCache({
    fetch: (path, signal) =>
      new Promise((answer, fail) => asked.push({ path, signal, answer, fail })),
    nowMs: () => clock.nowMs,
  });
  return { asked, clock, cache };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const REFUSED = new ApiError(404, { type: '/problems/not-found', title: 'Not found', status: 404 });

describe('answers by path', () => {
  it('are asked for once by all who show them', async () => {
    const { asked, cache } = create();
    const told: string[] = [];
    cache.subscribe('/a', () => told.push('first'));
    cache.subscribe('/a', () => told.push('second'));
    expect(asked.map(({ path }) => path)).toEqual(['/a']);
    expect(cache.get('/a')).toMatchObject({ data: undefined, isLoading: true });
    asked[0].answer({ items: [] });
    await settle();
    expect(told).toEqual(['first', 'second']);
    expect(cache.get('/a')).toEqual({
      data: { items: [] },
      error: undefined,
      isLoading: false,
      updatedAt: 1_000,
    });
  });

  it('stay while newer ones are waited for, and when these fail', async () => {
    const { asked, clock, cache } = create();
    cache.subscribe('/a', () => undefined);
    asked[0].answer(1);
    await settle();
    clock.nowMs = 2_000;
    cache.refresh('/a');
    cache.refresh('/a');
    expect(asked).toHaveLength(2);
    expect(cache.get('/a')).toMatchObject({ data: 1, isLoading: true, updatedAt: 1_000 });
    asked[1].fail(REFUSED);
    await settle();
    expect(cache.get('/a')).toEqual({
      data: 1,
      error: REFUSED,
      isLoading: false,
      updatedAt: 1_000,
    });
    cache.refreshFailed();
    asked[2].answer(2);
    await settle();
    expect(cache.get('/a')).toMatchObject({ data: 2, error: undefined, updatedAt: 2_000 });
  });

  it('are not asked for again before it is worth it', async () => {
    const { asked, clock, cache } = create();
    cache.subscribe('/a', () => undefined);
    asked[0].answer(1);
    await settle();
    clock.nowMs += 499;
    cache.refresh('/a', 500);
    expect(asked).toHaveLength(1);
    clock.nowMs += 1;
    cache.refresh('/a', 500);
    expect(asked).toHaveLength(2);
  });

  it.each([
    [404, 60_000],
    [409, 60_000],
    [500, 15_000],
  ])('that failed with %d are asked for again by ticks after %d ms only', async (status, gapMs) => {
    const { asked, clock, cache } = create();
    cache.subscribe('/a', () => undefined);
    asked[0].fail(new ApiError(status, { type: 'about:blank', title: '', status }));
    await settle();
    clock.nowMs += gapMs - 1;
    cache.tick('/a', 0);
    expect(asked).toHaveLength(1);
    clock.nowMs += 1;
    cache.tick('/a', 0);
    expect(asked).toHaveLength(2);
  });

  it('that failed are asked for at once by one who wants to know', async () => {
    const { asked, cache } = create();
    cache.subscribe('/a', () => undefined);
    asked[0].fail(REFUSED);
    await settle();
    cache.refresh('/a');
    expect(asked).toHaveLength(2);
  });

  it('are no longer waited for when nobody shows them', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const { asked, cache } = create();
    const leave = cache.subscribe('/a', () => undefined);
    leave();
    expect(asked[0].signal.aborted).toBe(true);
    asked[0].fail(new DOMException('', 'AbortError'));
    await settle();
    // One who comes back asks anew, and is not told of the request that was cancelled.
    cache.subscribe('/a', () => undefined);
    expect(asked).toHaveLength(2);
    expect(cache.get('/a').error).toBeUndefined();
    jest.useRealTimers();
  });

  it('are forgotten with the token they were read with', async () => {
    const { asked, cache } = create();
    cache.subscribe('/a', () => undefined);
    asked[0].answer('secret');
    await settle();
    cache.clear();
    expect(cache.get('/a')).toMatchObject({ data: undefined, isLoading: true });
    asked[1].fail(REFUSED);
    await settle();
    expect(cache.get('/a')).toMatchObject({ data: undefined, error: REFUSED });
  });
});
