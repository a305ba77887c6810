import type { OpenDriver } from './store-contract';

const WEB = '["shop","Deployment","web"]';

/** Sums over pods by namespace and workload. */
export function describeGroups(open: OpenDriver): void {
  describe('sums of groups', () => {
    const cpu = (value: number, memory = 10) => ({
      cpu_usage_microseconds: value,
      memory_bytes: memory,
    });

    it('add the readings of one moment', async () => {
      const driver = await open();
      driver.goTo(1);
      for (const tick of [0, 1]) {
        await driver.report({ tick, node: 'n1', pods: { a: cpu(tick * 5_000), b: cpu(0, 5) } });
        await driver.report({ tick, node: 'n2', pods: { c: cpu(tick * 10_000, 7) } });
      }
      driver.assign('a', { namespace: 'shop', workload: WEB });
      driver.assign('b', { namespace: 'other' });
      driver.assign('c', { namespace: 'shop', workload: WEB }, 'n2');
      await driver.driver.settle();
      expect(await driver.groupLatest('namespace', 'cpu_millicores', 'memory_bytes')).toEqual({
        tick: 1,
        groups: { shop: [2, 0, 3, 17], other: [1, 0, 0, 5] },
      });
      expect(await driver.groupLatest('workload', 'cpu_millicores')).toEqual({
        tick: 1,
        groups: { [WEB]: [2, 0, 3] },
      });
    });

    it('count a pod of a late node with its last sample, for three ticks', async () => {
      const driver = await open();
      await driver.report({ tick: 0, node: 'n1', pods: { a: cpu(0) } });
      await driver.report({ tick: 0, node: 'n2', pods: { b: cpu(0, 1) } });
      driver.assign('a', { namespace: 'shop' });
      driver.assign('b', { namespace: 'shop' }, 'n2');
      for (let tick = 1; tick <= 7; tick += 1) {
        driver.goTo(tick);
        await driver.report({ tick, node: 'n1', pods: { a: cpu(tick * 5_000) } });
      }
      await driver.driver.settle();
      const window = await driver.groupRange('namespace', 'shop', ['memory_bytes'], {
        from: 0,
        to: 8,
      });
      expect(window.fields.memory_bytes.value).toEqual([11, 11, 11, 11, 10, 10, 10, 10]);
      expect(window.samples).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    });

    it('show who is late, and wait two ticks for them', async () => {
      const driver = await open();
      for (const tick of [0, 1]) {
        await driver.report({ tick, node: 'n1', pods: { a: cpu(tick * 5_000) } });
        await driver.report({ tick, node: 'n2', pods: { b: cpu(0, 1) } });
      }
      driver.assign('a', { namespace: 'shop' });
      driver.assign('b', { namespace: 'shop' }, 'n2');
      driver.goTo(3);
      await driver.report({ tick: 2, node: 'n1', pods: { a: cpu(10_000) } });
      await driver.report({ tick: 3, node: 'n1', pods: { a: cpu(15_000) } });
      await driver.driver.settle();
      expect(await driver.groupLatest('namespace', 'memory_bytes')).toEqual({
        tick: 1,
        groups: { shop: [2, 0, 11] },
      });
      expect(driver.store.lateNodes()).toEqual([]);
      driver.goTo(4);
      await driver.report({ tick: 4, node: 'n1', pods: { a: cpu(20_000) } });
      await driver.driver.settle();
      expect(await driver.groupLatest('namespace', 'cpu_millicores', 'memory_bytes')).toEqual({
        tick: 2,
        groups: { shop: [2, 1, 1, 11] },
      });
      expect(driver.store.lateNodes()).toEqual(['n2']);
    });

    it('end with a pod that is missing from a report of its node', async () => {
      const driver = await open();
      driver.goTo(2);
      await driver.report({ tick: 0, pods: { a: cpu(0), b: cpu(0, 1) } });
      await driver.report({ tick: 1, pods: { a: cpu(0) } });
      await driver.report({ tick: 2, pods: { a: cpu(0) } });
      driver.assign('a', { namespace: 'shop' });
      driver.assign('b', { namespace: 'shop' });
      await driver.driver.settle();
      const window = await driver.groupRange('namespace', 'shop', ['memory_bytes'], {
        from: 0,
        to: 3,
      });
      expect(window.fields.memory_bytes.value).toEqual([11, 10, 10]);
    });

    it('count names that come late for all the past, in steps too', async () => {
      const driver = await open();
      for (let tick = 0; tick < 8; tick += 1) {
        driver.goTo(tick);
        await driver.report({ tick, pods: { a: cpu(tick * 5_000, tick) } });
      }
      driver.assign('a', { namespace: 'shop' });
      await driver.driver.settle();
      const names = ['cpu_millicores', 'memory_bytes'];
      const window = await driver.groupRange('namespace', 'shop', names, {
        from: 0,
        to: 8,
        ticksPerStep: 4,
      });
      expect(window.timestamps).toEqual([0, 4]);
      // Means of 0, 1, 2, 3 and of 4, 5, 6, 7, whole bytes.
      expect(window.fields.memory_bytes).toEqual({
        value: [2, 6],
        min: [0, 4],
        max: [3, 7],
        p95: [3, 7],
      });
      expect(window.fields.cpu_millicores.value).toEqual([1, 1]);
    });

    it('are made anew when a pod changes its group', async () => {
      const driver = await open();
      await driver.report({ tick: 0, pods: { a: cpu(0) } });
      driver.assign('a', { namespace: 'old' });
      await driver.driver.settle();
      expect((await driver.groupLatest('namespace', 'memory_bytes')).groups).toEqual({
        old: [1, 0, 10],
      });
      driver.assign('a', { namespace: 'new' });
      await driver.driver.settle();
      expect((await driver.groupLatest('namespace', 'memory_bytes')).groups).toEqual({
        new: [1, 0, 10],
      });
    });

    it('are empty for a key nobody counts to', async () => {
      const driver = await open();
      await driver.report({ tick: 0, pods: { a: cpu(0) } });
      await driver.driver.settle();
      const window = await driver.groupRange('workload', 'nobody', ['memory_bytes'], {
        from: 0,
        to: 1,
      });
      expect(window).toEqual({ timestamps: [0], samples: [0], fields: {} });
    });
  });
}
