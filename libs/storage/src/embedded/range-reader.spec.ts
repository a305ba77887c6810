import { FIRST_TICK, INTERVAL_MS, fieldsNamed } from '../testing/report-builder';
import { WatchedStore, toRange } from '../testing/watched-store';

const T = FIRST_TICK;
const NONE = Number.NaN;

/** One pod with a counter of read bytes and a gauge of tasks, by tick after T. */
async function history(
  samples: Readonly<Record<number, readonly [bytes: number, pids: number]>>,
): Promise<WatchedStore> {
  const watched = new WatchedStore();
  for (const [tick, [disk_read_bytes, pids]] of Object.entries(samples)) {
    await watched.report({ tick: T + Number(tick), pods: { a: { disk_read_bytes, pids } } });
  }
  return watched;
}

describe('range', () => {
  it('gives every tick its value', async () => {
    const watched = await history({ 0: [1_000, 4], 1: [2_000, 5], 2: [4_500, 6] });
    const entity = watched.entity('pod', 'a');
    const frame = await watched.store.range(
      [entity],
      fieldsNamed('pids', 'disk_read_bytes', 'disk_read_bytes_per_second'),
      toRange({ from: T, to: T + 3 }),
      [],
    );
    expect(Array.from(frame.timestamps)).toEqual(
      [T, T + 1, T + 2].map((tick) => tick * INTERVAL_MS),
    );
    expect(frame.series).toHaveLength(1);
    expect(frame.series[0].values.map((column) => Array.from(column))).toEqual([
      [4, 5, 6],
      [1_000, 2_000, 4_500],
      [NONE, 200, 500],
    ]);
    expect(Array.from(frame.series[0].sampleCounts)).toEqual([1, 1, 1]);
    expect(frame.resolution).toBe('raw');
  });

  it('summarises steps: mean of a gauge, last of a counter, whole increase of a rate', async () => {
    const watched = await history({
      0: [0, 10],
      1: [500, 20],
      2: [1_000, 60],
      3: [11_000, 1],
      4: [11_500, 2],
      5: [12_000, 6],
    });
    const entity = watched.entity('pod', 'a');
    const frame = await watched.store.range(
      [entity],
      fieldsNamed('pids', 'disk_read_bytes', 'disk_read_bytes_per_second'),
      toRange({ from: T, to: T + 6, ticksPerStep: 3 }),
      ['min', 'max', 'p95'],
    );
    const [series] = frame.series;
    expect(Array.from(frame.timestamps)).toEqual([T * INTERVAL_MS, (T + 3) * INTERVAL_MS]);
    expect(Array.from(series.sampleCounts)).toEqual([3, 3]);
    expect(series.values.map((column) => Array.from(column))).toEqual([
      [30, 3],
      [1_000, 12_000],
      // 1,000 bytes in 10 s, then 11,000 bytes in 15 s.
      [100, 733.3],
    ]);
    const statistic = (name: 'min' | 'max' | 'p95') =>
      series.statistics[name]?.map((column) => Array.from(column));
    expect(statistic('min')).toEqual([
      [10, 1],
      [0, 11_000],
      [100, 100],
    ]);
    expect(statistic('max')).toEqual([
      [60, 6],
      [1_000, 12_000],
      [100, 2_000],
    ]);
    expect(statistic('p95')).toEqual(statistic('max'));
  });

  it('loses no consumption over a lost sample, and leaves a longer gap empty', async () => {
    const watched = await history({
      0: [0, 1],
      1: [500, 1],
      3: [1_500, 1],
      10: [9_000, 1],
      11: [9_500, 1],
    });
    const entity = watched.entity('pod', 'a');
    const rates = (ticksPerStep: number) =>
      watched.range(entity, 'disk_read_bytes_per_second', { from: T, to: T + 12, ticksPerStep });
    const beforeGap = [NONE, 100, NONE, 100];
    expect(await rates(1)).toEqual([...beforeGap, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 100]);
    // 1,500 bytes in the 15 s up to tick 3.
    expect(await rates(4)).toEqual([100, NONE, 100]);
    const counts = (
      await watched.store.range(
        [entity],
        fieldsNamed('pids'),
        toRange({ from: T, to: T + 12, ticksPerStep: 4 }),
        [],
      )
    ).series[0].sampleCounts;
    expect(Array.from(counts)).toEqual([3, 0, 2]);
  });

  it('looks back over its start for the first rate', async () => {
    const watched = await history({ 0: [0, 1], 3: [1_500, 1], 4: [1_600, 1] });
    const entity = watched.entity('pod', 'a');
    expect(
      await watched.range(entity, 'disk_read_bytes_per_second', { from: T + 3, to: T + 5 }),
    ).toEqual([100, 20]);
  });

  it('begins steps at whole multiples of the step and ends with the range', async () => {
    const watched = await history({ 6: [0, 1], 7: [0, 2], 8: [0, 3], 9: [0, 8], 10: [0, 9] });
    const entity = watched.entity('pod', 'a');
    const window = { from: T + 8, to: T + 10, ticksPerStep: 6 };
    const frame = await watched.store.range([entity], fieldsNamed('pids'), toRange(window), []);
    expect(Array.from(frame.timestamps)).toEqual([(T + 6) * INTERVAL_MS]);
    // Ticks 6 to 9: (1 + 2 + 3 + 8) / 4 = 3.5, rounded to whole tasks.
    expect(Array.from(frame.series[0].values[0])).toEqual([4]);
    expect(Array.from(frame.series[0].sampleCounts)).toEqual([4]);
  });

  it('includes ticks that its start and end lie in', async () => {
    const watched = await history({ 0: [0, 1], 1: [0, 2], 2: [0, 3] });
    const { series, timestamps } = await watched.store.range(
      [watched.entity('pod', 'a')],
      fieldsNamed('pids'),
      { startMs: T * INTERVAL_MS + 4_000, endMs: (T + 1) * INTERVAL_MS + 1, stepMs: INTERVAL_MS },
      [],
    );
    expect(timestamps).toHaveLength(2);
    expect(Array.from(series[0].values[0])).toEqual([1, 2]);
  });

  it('gives an empty answer for an empty range and for no entities', async () => {
    const watched = await history({ 0: [0, 1] });
    const entity = watched.entity('pod', 'a');
    const empty = await watched.store.range(
      [entity],
      fieldsNamed('pids'),
      toRange({ from: T, to: T }),
      [],
    );
    expect(empty.timestamps).toHaveLength(0);
    expect(empty.series[0].sampleCounts).toHaveLength(0);
    const none = await watched.store.range(
      [],
      fieldsNamed('pids'),
      toRange({ from: T, to: T + 1 }),
      [],
    );
    expect(none.series).toEqual([]);
  });

  it('keeps several entities in the order asked for, with the fields any of them has', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: { pids: 1 } }, cgroups: { '/x': { pids: 7 } } });
    const frame = await watched.store.range(
      [watched.entity('cgroup', '/x'), watched.entity('pod', 'a')],
      fieldsNamed('memory_bytes', 'pids'),
      toRange({ from: T, to: T + 1 }),
      [],
    );
    expect(frame.fields.map(({ name }) => name)).toEqual(['pids']);
    expect(frame.series.map(({ values }) => Array.from(values[0]))).toEqual([[7], [1]]);
  });

  it('prefers a given rate where there is one, and counts elsewhere', async () => {
    const watched = new WatchedStore();
    const post = (tick: number, values: Record<string, number>) =>
      watched.store.appendSample({
        scope: 'pod',
        node: 'n1',
        id: 'a',
        timestampMs: tick * INTERVAL_MS,
        values: new Map(Object.entries(values)),
      });
    watched.goTo(T + 2);
    await post(T, { cpu_usage_microseconds: 0 });
    await post(T + 1, { cpu_usage_microseconds: 5_000, cpu_millicores: 7 });
    await post(T + 2, { cpu_usage_microseconds: 15_000 });
    const entity = watched.entity('pod', 'a');
    const window = { from: T, to: T + 3 };
    expect(await watched.range(entity, 'cpu_millicores', window)).toEqual([NONE, 7, 2]);
    expect(await watched.range(entity, 'cpu_millicores', { ...window, ticksPerStep: 3 })).toEqual([
      4.5,
    ]);
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe(2);
  });
});
