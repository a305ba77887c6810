import { INTERVAL_MS } from '../report-builder';
import type { ContractDriver } from './contract-store';
import type { OpenDriver } from './store-contract';

const CPU = 'cpu_usage_microseconds';

/** Samples as they were read, each with its own time. */
export function describeSamples(open: OpenDriver): void {
  describe('samples', () => {
    const read = async (driver: ContractDriver, ids: readonly string[], from: number, to: number) =>
      driver.store.samples(
        ids.map((id) => driver.entity('pod', id)),
        [CPU, 'memory_bytes'],
        {
          startMs: (driver.base + from) * INTERVAL_MS,
          endMs: (driver.base + to) * INTERVAL_MS,
        },
      );
    const pod = (cpu: number, memory: number) => ({ [CPU]: cpu, memory_bytes: memory });

    it('gives values and reading times by tick, gaps and absent values as NaN', async () => {
      const driver = await open();
      driver.goTo(3);
      await driver.report({ tick: 0, atMs: 20, pods: { a: pod(100, 7), b: pod(1, 1) } });
      await driver.report({ tick: 1, atMs: 30, pods: { a: pod(200, 8) } });
      await driver.report({
        tick: 3,
        atMs: 40,
        pods: { a: { [CPU]: 400, memory_bytes: null }, b: pod(2, 2) },
      });
      await driver.driver.settle();
      const [a, b] = await read(driver, ['a', 'b'], 0, 4);
      const times = (list: Float64Array) =>
        Array.from(list, (timeMs) => timeMs - driver.base * INTERVAL_MS);
      expect([a.firstTick - driver.base, a.length]).toEqual([0, 4]);
      expect(times(a.times)).toEqual([20, 5_030, Number.NaN, 15_040]);
      expect([...(a.values(CPU) ?? [])]).toEqual([100, 200, Number.NaN, 400]);
      expect([...(a.values('memory_bytes') ?? [])]).toEqual([7, 8, Number.NaN, Number.NaN]);
      expect([...a.breaks]).toEqual([0, 0, 0, 0]);
      expect(times(b.times)).toEqual([20, Number.NaN, Number.NaN, 15_040]);
      expect([...(b.values(CPU) ?? [])]).toEqual([1, Number.NaN, Number.NaN, 2]);
    });

    it('marks where no rate may reach back', async () => {
      const driver = await open();
      driver.goTo(3);
      await driver.report({ tick: 0, boot: 'b1', pods: { a: pod(1, 1) } });
      await driver.report({ tick: 1, boot: 'b2', pods: { a: pod(2, 1) } });
      await driver.report({ tick: 2, boot: 'b2', pods: { a: pod(3, 1) } });
      await driver.report({ tick: 3, boot: 'b2', stepped: true, pods: { a: pod(4, 1) } });
      await driver.driver.settle();
      const [a] = await read(driver, ['a'], 0, 4);
      expect([...a.breaks]).toEqual([0, 1, 0, 1]);
    });

    it('knows nothing of a metric that was never stored, and answers an empty question', async () => {
      const driver = await open();
      await driver.report({ tick: 0, pods: { a: { [CPU]: 1 } } });
      await driver.driver.settle();
      const [a] = await read(driver, ['a'], 0, 1);
      expect([...(a.values('memory_bytes') ?? [])].every(Number.isNaN)).toBe(true);
      expect(await read(driver, [], 0, 1)).toEqual([]);
    });
  });
}
