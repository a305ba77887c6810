import fc from 'fast-check';
import { histories, play } from '../../testing/random-history';
import { FIRST_TICK, INTERVAL_MS } from '../../testing/report-builder';
import {
  HOUR_MS,
  HOUR_TICKS,
  KEPT,
  MINUTE_MS,
  askEntity,
  askGroup,
  expectSame,
  settle,
} from '../../testing/rollup-runs';
import { StoreDirectories } from '../../testing/store-directory';
import { WatchedStore } from '../../testing/watched-store';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

const LONG_MS = 60_000;
const KEPT_FOR_EVER = { retentionSeconds: 1e9 };

const FIELDS = [
  'cpu_millicores',
  'cpu_throttled_ratio',
  'memory_bytes',
  'memory_used_bytes',
  'disk_read_bytes',
  'disk_read_bytes_per_second',
  'load_1m',
];

/** Whole hours around ticks [FIRST_TICK, to). */
function hoursUntil(to: number) {
  const hourOf = (tick: number) => Math.floor((tick * INTERVAL_MS) / HOUR_MS);
  return { startMs: hourOf(FIRST_TICK) * HOUR_MS, endMs: (hourOf(to) + 1) * HOUR_MS };
}

async function compare(watched: WatchedStore, to: number): Promise<void> {
  const cuts = [
    { stepMs: MINUTE_MS, resolution: '1m' },
    { stepMs: HOUR_MS, resolution: '1h' },
  ] as const;
  for (const cut of cuts) {
    const range = { ...hoursUntil(to), ...cut };
    const entities = [...watched.store.entities('node'), ...watched.store.entities('pod')];
    for (const entity of entities.filter(({ node }) => node !== 'n3')) {
      await expectSame(askEntity(watched, entity), range, FIELDS, 1);
    }
    await expectSame(askGroup(watched, 'namespace', 'shop'), range, FIELDS.slice(0, 3), 1);
  }
}

describe('roll-ups of any history', () => {
  it(
    'answer what the samples answer, before and after a restart',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, async (happened) => {
          const disk = directories.make(KEPT);
          let watched = new WatchedStore(KEPT_FOR_EVER);
          watched.goTo(FIRST_TICK);
          await watched.useDisk(disk);
          let atTick = FIRST_TICK;
          for (const arrival of play(happened)) {
            atTick = arrival.atTick;
            watched.goTo(atTick);
            await watched.append(arrival.report);
            for (const pod of watched.store.entities('pod')) {
              watched.store.assignGroups(pod, { namespace: 'shop', workload: undefined });
            }
            if (arrival.withUpkeep) await watched.store.maintain();
          }
          // Sums are shown up to the newest report: one comes after all that is compared.
          await watched.report({
            tick: atTick + HOUR_TICKS + 60,
            node: 'n3',
            pods: { z: { pids: 1 } },
          });
          await settle(watched, 20);
          await compare(watched, atTick);
          await watched.store.close();
          watched = new WatchedStore(KEPT_FOR_EVER);
          watched.goTo(atTick + HOUR_TICKS + 120);
          await watched.useDisk(disk);
          await compare(watched, atTick);
          expect(watched.store.stats().disk?.minuteBytes).toBeGreaterThan(0);
          await watched.store.close();
          expect(directories.warnings).toEqual([]);
        }),
        { numRuns: 30, interruptAfterTimeLimit: 5_000 },
      );
    },
    LONG_MS,
  );
});
