import { metricsOf } from '@kubemonitor/metrics-model';
import { FIRST_TICK as T, type ReportWords } from '../../testing/report-builder';
import { sealWindows } from '../../testing/sealed-windows';
import { StoreDirectories } from '../../testing/store-directory';
import type { Window } from '../window';
import { BlockRoom, RawBlock, serialsIn } from './raw-block';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

const NONE = Number.NaN;
const INDEX = new Map(metricsOf('pod').map(({ name }, index) => [name, index]));
const indexOf = (name: string) => INDEX.get(name) ?? -1;

/** Pods a (0), b (1), c (2) in this order; b ends with the first window, c begins with the second. */
function words(tick: number): ReportWords {
  const at = tick - T;
  return {
    tick,
    atMs: at,
    boot: at < 32 ? 'boot-1' : 'boot-2',
    pods: {
      a: { memory_bytes: 100 + at, pids: at },
      ...(at < 30 ? { b: { memory_bytes: 200 + at } } : { c: { memory_bytes: 300 + at } }),
    },
  };
}

function take<T>(steps: Generator<unknown, T>): { steps: number; value: T } {
  for (let count = 0; ; count += 1) {
    const step = steps.next();
    if (step.done === true) return { steps: count, value: step.value };
  }
}

describe('serialsIn', () => {
  it('finds all serial numbers of a table, rising, each once', async () => {
    const windows = await sealWindows(directories, [words(T), words(T + 1), words(T + 31)]);
    const tables = windows.map((window) => window.sealed.get('pod'));
    expect([...take(serialsIn(tables)).value]).toEqual([0, 1, 2]);
    expect([...take(serialsIn([undefined, tables[1]])).value]).toEqual([0, 2]);
    expect([...take(serialsIn([])).value]).toEqual([]);
  });
});

describe('RawBlock', () => {
  const range = { firstTick: T + 28, length: 6 };
  let windows: Window[];
  beforeAll(async () => {
    const ticks = [28, 29, 31, 32, 33].map((at) => T + at);
    windows = await sealWindows(directories, ticks.map(words));
  });

  function load(serials: number[], room = new BlockRoom()) {
    const block = new RawBlock(windows, 'pod', Uint32Array.from(serials), range, 5_000, room);
    take(block.loadTimes());
    take(block.load(indexOf('memory_bytes')));
    return block;
  }

  it('gathers the samples of each entity over windows', () => {
    const block = load([0, 1, 2]);
    const [a, b, c] = [0, 1, 2].map((row) => block.seriesOf(row, INDEX));
    const timeOf = (at: number) => (T + at) * 5_000 + at;
    expect([a.firstTick, a.length]).toEqual([T + 28, 6]);
    expect([...a.times]).toEqual([
      timeOf(28),
      timeOf(29),
      NONE,
      timeOf(31),
      timeOf(32),
      timeOf(33),
    ]);
    // The node booted before tick 32.
    expect([...a.breaks]).toEqual([0, 0, 0, 0, 1, 0]);
    expect([...(a.values('memory_bytes') ?? [])]).toEqual([128, 129, NONE, 131, 132, 133]);
    expect([...(b.values('memory_bytes') ?? [])]).toEqual([228, 229, NONE, NONE, NONE, NONE]);
    expect([...(c.values('memory_bytes') ?? [])]).toEqual([NONE, NONE, NONE, 331, 332, 333]);
    expect(a.values('pids')).toBeUndefined();
  });

  it('gathers only those asked for', () => {
    const block = load([0, 2]);
    expect([...(block.seriesOf(1, INDEX).values('memory_bytes') ?? [])].slice(3)).toEqual([
      331, 332, 333,
    ]);
  });

  it('has a metric that nobody sent not at all', () => {
    const block = load([0, 1, 2]);
    take(block.load(indexOf('memory_rss_bytes')));
    expect(block.has(indexOf('memory_rss_bytes'))).toBe(false);
    expect(block.has(indexOf('memory_bytes'))).toBe(true);
    block.release(indexOf('memory_bytes'));
    expect(block.has(indexOf('memory_bytes'))).toBe(false);
  });

  it('leaves nothing of one block in the room of the next', () => {
    const room = new BlockRoom();
    load([0, 1, 2], room).end();
    const block = load([1], room);
    const b = block.seriesOf(0, INDEX);
    expect([...(b.values('memory_bytes') ?? [])]).toEqual([228, 229, NONE, NONE, NONE, NONE]);
    expect([...b.times].slice(2)).toEqual([NONE, NONE, NONE, NONE]);
  });
});
