import { FIRST_TICK, fieldsNamed } from '../testing/report-builder';
import { WatchedStore, toRange } from '../testing/watched-store';

const T = FIRST_TICK;
const NONE = Number.NaN;
const LAST_ROW = T + 29;

/** A pod read in every tick of [T, T + ticks) but `without`: 1,000 bytes more each tick. */
async function fill(ticks: number, without: readonly number[] = []): Promise<WatchedStore> {
  const watched = new WatchedStore();
  for (let tick = T; tick < T + ticks; tick += 1) {
    if (!without.includes(tick)) await watched.report(reportAt(tick));
  }
  return watched;
}

function reportAt(tick: number) {
  return { tick, pods: { a: { disk_read_bytes: (tick - T) * 1_000, pids: tick % 4 } } };
}

function windowsOf(watched: WatchedStore): [open: number, sealed: number] {
  const { openWindows, sealedWindows } = watched.store.stats();
  return [openWindows, sealedWindows];
}

describe('maintain', () => {
  it('seals a window four ticks after its end', async () => {
    const watched = await fill(30);
    await watched.maintainAt(T + 33);
    expect(windowsOf(watched)).toEqual([1, 0]);
    await watched.maintainAt(T + 34);
    expect(windowsOf(watched)).toEqual([0, 1]);
  });

  it('changes no answer by sealing', async () => {
    const watched = await fill(75, [T + 3, T + 29, T + 30, T + 44]);
    const entity = watched.entity('pod', 'a');
    const ask = async () => {
      const frames = await Promise.all(
        [1, 7].map((ticksPerStep) =>
          watched.store.range(
            [entity],
            fieldsNamed('pids', 'disk_read_bytes', 'disk_read_bytes_per_second'),
            toRange({ from: T, to: T + 75, ticksPerStep }),
            ['min', 'max', 'p95'],
          ),
        ),
      );
      return frames.map(({ series }) => series);
    };
    const open = await ask();
    expect(Array.from(open[0][0].values[2]).slice(26, 33)).toEqual([
      200,
      200,
      200,
      NONE,
      NONE,
      200,
      200,
    ]);
    await watched.maintainAt(T + 78);
    expect(windowsOf(watched)).toEqual([1, 2]);
    expect(await ask()).toEqual(open);
  });

  it('opens a sealed window for a late report and seals it again when it is quiet', async () => {
    const watched = await fill(45, [LAST_ROW]);
    const entity = watched.entity('pod', 'a');
    const rates = () =>
      watched.range(entity, 'disk_read_bytes_per_second', { from: T + 28, to: T + 32 });
    await watched.maintainAt(T + 45);
    expect(windowsOf(watched)).toEqual([1, 1]);
    expect(await rates()).toEqual([200, NONE, 200, 200]);

    watched.goTo(T + 50);
    await watched.report(reportAt(LAST_ROW));
    expect(windowsOf(watched)).toEqual([2, 0]);
    expect(await rates()).toEqual([200, 200, 200, 200]);
    await watched.maintainAt(T + 52);
    expect(windowsOf(watched)).toEqual([2, 0]);
    await watched.maintainAt(T + 53);
    expect(windowsOf(watched)).toEqual([1, 1]);
    expect(await rates()).toEqual([200, 200, 200, 200]);
    expect((await watched.report(reportAt(LAST_ROW))).result).toBe('duplicate');
  });

  it('takes new entities and metrics into a window opened again', async () => {
    const watched = await fill(30, [T + 5]);
    await watched.maintainAt(T + 34);
    await watched.report({ tick: T + 5, pods: { late: { memory_bytes: 77 } } });
    await watched.maintainAt(T + 40);
    expect(windowsOf(watched)).toEqual([0, 1]);
    const window = { from: T + 4, to: T + 7 };
    expect(await watched.range(watched.entity('pod', 'late'), 'memory_bytes', window)).toEqual([
      NONE,
      77,
      NONE,
    ]);
    expect(await watched.range(watched.entity('pod', 'a'), 'pids', window)).toEqual([0, NONE, 2]);
  });

  it('is done once when called again before it has ended', async () => {
    const watched = await fill(30);
    watched.goTo(T + 34);
    await Promise.all([watched.store.maintain(), watched.store.maintain()]);
    expect(windowsOf(watched)).toEqual([0, 1]);
  });
});
