import { FIRST_TICK, INTERVAL_MS, fieldsNamed } from '../testing/report-builder';
import { WatchedStore } from '../testing/watched-store';

it('sums all ticks of the first step, also where the window begins within it', async () => {
  const watched = new WatchedStore();
  // 6,000 is a whole multiple of three ticks.
  for (const [index, bytes] of [1, 2, 3].entries()) {
    await watched.report({ tick: FIRST_TICK + index, pods: { a: { memory_bytes: bytes } } });
  }
  watched.assign('a', 'shop');
  const { timestamps, series } = await watched.store.groupRange(
    'namespace',
    ['shop'],
    fieldsNamed('memory_bytes'),
    {
      startMs: (FIRST_TICK + 2) * INTERVAL_MS,
      endMs: (FIRST_TICK + 3) * INTERVAL_MS,
      stepMs: 3 * INTERVAL_MS,
    },
    ['min'],
  );
  expect([...timestamps]).toEqual([FIRST_TICK * INTERVAL_MS]);
  expect([...series[0].values[0]]).toEqual([2]);
  expect([...(series[0].statistics.min?.[0] ?? [])]).toEqual([1]);
});
