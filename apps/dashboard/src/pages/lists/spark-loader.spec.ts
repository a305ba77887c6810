import { SparkLoader, type SparkAnswer } from './spark-loader';

/** What is asked for, in the order it is; each is answered by hand. */
class Asked {
  readonly paths: string[] = [];
  readonly aborted: string[] = [];
  private readonly answers = new Map<string, (answer: SparkAnswer) => void>();
  nowMs = 0;

  readonly loader = new SparkLoader({
    nowMs: () => this.nowMs,
    fetch: (path, signal) =>
      new Promise((resolve, reject) => {
        this.paths.push(path);
        this.answers.set(path, resolve);
        signal.addEventListener('abort', () => {
          this.aborted.push(path);
          reject(new DOMException('', 'AbortError'));
        });
      }),
  });

  async answer(path: string): Promise<void> {
    this.answers.get(path)?.({ step_seconds: 30, samples: [] });
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  }
}

const nothing = () => undefined;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('SparkLoader', () => {
  it('asks once the rows rest, four at a time', async () => {
    const asked = new Asked();
    for (const path of ['a', 'b', 'c', 'd', 'e']) asked.loader.subscribe(path, true, nothing);
    expect(asked.paths).toEqual([]);
    jest.advanceTimersByTime(250);
    expect(asked.paths).toEqual(['a', 'b', 'c', 'd']);
    await asked.answer('a');
    expect(asked.paths).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked.loader.get('a')).toEqual({ step_seconds: 30, samples: [] });
  });

  it('does not ask for rows that are scrolled past, and cancels what is out of view', () => {
    const asked = new Asked();
    const leave = asked.loader.subscribe('passed', true, nothing);
    jest.advanceTimersByTime(100);
    leave();
    const leaveNext = asked.loader.subscribe('seen', true, nothing);
    jest.advanceTimersByTime(250);
    expect(asked.paths).toEqual(['seen']);
    leaveNext();
    expect(asked.aborted).toEqual(['seen']);
  });

  it('reads a live line anew after half a minute, and another never', async () => {
    const asked = new Asked();
    asked.loader.subscribe('live', true, nothing);
    asked.loader.subscribe('fixed', false, nothing);
    jest.advanceTimersByTime(250);
    await asked.answer('live');
    await asked.answer('fixed');
    asked.nowMs = 30_000;
    jest.advanceTimersByTime(30_000);
    expect(asked.paths).toEqual(['live', 'fixed', 'live']);
  });

  it('shows at once what was there before', async () => {
    const asked = new Asked();
    const leave = asked.loader.subscribe('a', true, nothing);
    jest.advanceTimersByTime(250);
    await asked.answer('a');
    leave();
    asked.loader.subscribe('a', true, nothing);
    jest.advanceTimersByTime(250);
    expect(asked.loader.get('a')).toBeDefined();
    expect(asked.paths).toEqual(['a']);
  });

  it('forgets on demand what it was told, and asks anew for what is shown', async () => {
    const asked = new Asked();
    let changes = 0;
    asked.loader.subscribe('shown', false, () => (changes += 1));
    const leave = asked.loader.subscribe('left', false, nothing);
    asked.loader.subscribe('asked', false, nothing);
    jest.advanceTimersByTime(250);
    await asked.answer('shown');
    await asked.answer('left');
    leave();
    asked.loader.clear();
    expect(changes).toBe(2);
    expect(asked.loader.get('shown')).toBeUndefined();
    expect(asked.loader.get('left')).toBeUndefined();
    expect(asked.aborted).toEqual(['asked']);
    await Promise.resolve();
    jest.advanceTimersByTime(250);
    expect(asked.paths).toEqual(['shown', 'left', 'asked', 'shown', 'asked']);
  });

  it('does not keep an answer that comes after it was forgotten', async () => {
    const asked = new Asked();
    asked.loader.subscribe('late', false, nothing);
    jest.advanceTimersByTime(250);
    const answered = asked.answer('late');
    asked.loader.clear();
    await answered;
    expect(asked.loader.get('late')).toBeUndefined();
  });
});
