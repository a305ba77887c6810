import fc from 'fast-check';
import { NaiveStore } from '../testing/naive-store';
import { PROPERTY_TIME_LIMIT_MS } from '../testing/property-time';
import { RETENTION_TICKS, compare, histories, play } from '../testing/random-history';
import { FIRST_TICK } from '../testing/report-builder';
import { StoreDirectories } from '../testing/store-directory';
import { WatchedStore } from '../testing/watched-store';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

describe('EmbeddedStore', () => {
  it('answers what a naive store answers, over gaps, resets, boots, upkeep and retention', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (happened) => {
        const watched = new WatchedStore({ retentionSeconds: RETENTION_TICKS * 5 });
        const naive = new NaiveStore(RETENTION_TICKS);
        let currentTick = FIRST_TICK;
        for (const { report, atTick, withUpkeep } of play(happened)) {
          currentTick = atTick;
          watched.goTo(atTick);
          expect((await watched.append(report)).result).toBe(naive.append(report, atTick));
          if (!withUpkeep) continue;
          await watched.store.maintain();
          naive.expire(atTick);
        }
        await compare(watched, naive, currentTick);
        await watched.maintainAt(currentTick + 4);
        naive.expire(currentTick + 4);
        await compare(watched, naive, currentTick + 4);
      }),
      { numRuns: 30, interruptAfterTimeLimit: PROPERTY_TIME_LIMIT_MS },
    );
  });

  it('answers the same after kills at any time, with windows on the disk, in memory and open', async () => {
    const kills = fc.array(fc.nat(60), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(histories, kills, fc.boolean(), async (happened, killedAt, isForgetful) => {
        let disk = directories.make({ memorySeconds: isForgetful ? 0 : 3_600 });
        let watched = new WatchedStore({ retentionSeconds: RETENTION_TICKS * 5 });
        await watched.useDisk(disk);
        const naive = new NaiveStore(RETENTION_TICKS);
        const stores = [watched];
        let currentTick = FIRST_TICK;
        for (const [index, { report, atTick, withUpkeep }] of play(happened).entries()) {
          currentTick = atTick;
          watched.goTo(atTick);
          expect((await watched.append(report)).result).toBe(naive.append(report, atTick));
          if (withUpkeep) {
            await watched.store.maintain();
            naive.expire(atTick);
          }
          if (!killedAt.includes(index)) continue;
          disk = directories.crash(disk);
          watched = new WatchedStore({ retentionSeconds: RETENTION_TICKS * 5 });
          stores.push(watched);
          watched.goTo(atTick);
          expect((await watched.useDisk(disk)).damage).toEqual([]);
        }
        await watched.maintainAt(currentTick + 4);
        naive.expire(currentTick + 4);
        await compare(watched, naive, currentTick + 4);
        for (const { store } of stores) await store.close();
        expect(directories.warnings).toEqual([]);
      }),
      { numRuns: 25, interruptAfterTimeLimit: PROPERTY_TIME_LIMIT_MS },
    );
  });
});
