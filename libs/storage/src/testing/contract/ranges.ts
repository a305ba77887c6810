import type { OpenDriver } from './store-contract';

/** Windows of single entities. */
export function describeRanges(open: OpenDriver): void {
  describe('range', () => {
    it('has a value a tick, gaps where there is none', async () => {
      const driver = await open();
      driver.goTo(6);
      const report = (tick: number, cpu: number, memory: number) =>
        driver.report({
          tick,
          pods: { a: { cpu_usage_microseconds: cpu, memory_bytes: memory } },
        });
      await report(0, 0, 10);
      await report(1, 5_000, 20);
      await report(5, 25_000, 30);
      await report(6, 40_000, 40);
      await driver.driver.settle();
      const names = ['cpu_millicores', 'memory_bytes', 'memory_rss_bytes'];
      const window = await driver.range(driver.entity('pod', 'a'), names, { from: 0, to: 7 });
      expect(window.timestamps).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(window.samples).toEqual([1, 1, 0, 0, 0, 1, 1]);
      expect(Object.keys(window.fields)).toEqual(['cpu_millicores', 'memory_bytes']);
      // 5,000 µs in 5 s; ticks 1 and 5 are more than three apart; 15,000 µs in 5 s.
      expect(window.fields.cpu_millicores.value).toEqual([null, 1, null, null, null, null, 3]);
      expect(window.fields.memory_bytes.value).toEqual([10, 20, null, null, null, 30, 40]);
    });

    it('sums up steps: means, last values, whole increases; least, greatest, p95', async () => {
      const driver = await open();
      driver.goTo(8);
      const usage = [0, 5_000, 10_000, 20_000, 25_000, 50_000, 51_000, 60_000];
      for (const [tick, cpu] of usage.entries()) {
        await driver.report({
          tick,
          pods: { a: { cpu_usage_microseconds: cpu, memory_bytes: tick, disk_read_bytes: tick } },
        });
      }
      await driver.driver.settle();
      const names = ['cpu_millicores', 'memory_bytes', 'disk_read_bytes'];
      const window = await driver.range(driver.entity('pod', 'a'), names, {
        from: 0,
        to: 8,
        ticksPerStep: 4,
      });
      expect(window.timestamps).toEqual([0, 4]);
      expect(window.samples).toEqual([4, 4]);
      // 20,000 µs in 15 s; 40,000 µs in 20 s. Single ticks: 1, 1, 2 and 1, 5, 0.2, 1.8.
      expect(window.fields.cpu_millicores).toEqual({
        value: [1.333, 2],
        min: [1, 0.2],
        max: [2, 5],
        p95: [2, 5],
      });
      expect(window.fields.memory_bytes.value).toEqual([1.5, 5.5].map(Math.round));
      expect(window.fields.disk_read_bytes.value).toEqual([3, 7]);
    });

    it('begins steps at whole multiples, whatever is asked for', async () => {
      const driver = await open();
      driver.goTo(8);
      for (let tick = 0; tick < 8; tick += 1) {
        await driver.report({ tick, pods: { a: { pids: tick } } });
      }
      await driver.driver.settle();
      const window = await driver.range(driver.entity('pod', 'a'), ['pids'], {
        from: 3,
        to: 7,
        ticksPerStep: 2,
      });
      expect(window.timestamps).toEqual([2, 4, 6]);
      // The last step ends with the window.
      expect(window.samples).toEqual([2, 2, 1]);
    });

    it('draws no rate over a reset, a boot or a set clock', async () => {
      const driver = await open();
      driver.goTo(6);
      const pods = (cpu: number) => ({ a: { cpu_usage_microseconds: cpu } });
      await driver.report({ tick: 0, pods: pods(50_000) });
      await driver.report({ tick: 1, pods: pods(5_000) });
      await driver.report({ tick: 2, pods: pods(10_000) });
      await driver.report({ tick: 3, boot: 'boot-2', pods: pods(15_000) });
      await driver.report({ tick: 4, boot: 'boot-2', pods: pods(20_000) });
      await driver.report({ tick: 5, boot: 'boot-2', stepped: true, pods: pods(25_000) });
      await driver.report({ tick: 6, boot: 'boot-2', pods: pods(30_000) });
      await driver.driver.settle();
      const names = ['cpu_millicores'];
      const window = await driver.range(driver.entity('pod', 'a'), names, { from: 0, to: 7 });
      expect(window.fields.cpu_millicores.value).toEqual([null, null, 1, null, 1, null, 1]);
    });

    it('takes what comes late, in any order', async () => {
      const driver = await open();
      driver.goTo(5);
      for (const tick of [3, 1, 5, 0, 4, 2]) {
        await driver.report({ tick, pods: { a: { cpu_usage_microseconds: tick * 5_000 } } });
      }
      await driver.driver.settle();
      const names = ['cpu_millicores'];
      const window = await driver.range(driver.entity('pod', 'a'), names, { from: 0, to: 6 });
      expect(window.fields.cpu_millicores.value).toEqual([null, 1, 1, 1, 1, 1]);
      expect(driver.entity('pod', 'a').lastTick - driver.base).toBe(5);
    });

    it('is empty before the first sample', async () => {
      const driver = await open();
      await driver.report({ tick: 0, pods: { a: { pids: 1 } } });
      await driver.driver.settle();
      const window = await driver.range(driver.entity('pod', 'a'), ['pids'], { from: -9, to: -6 });
      expect(window.samples).toEqual([0, 0, 0]);
      expect(window.fields.pids?.value ?? [null, null, null]).toEqual([null, null, null]);
    });
  });
}
