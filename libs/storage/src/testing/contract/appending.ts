import { INTERVAL_MS } from '../report-builder';
import type { OpenDriver } from './store-contract';

/** What becomes of reports and samples. */
export function describeAppending(open: OpenDriver): void {
  describe('append', () => {
    it('stores a report and tells which entities are new', async () => {
      const driver = await open();
      const first = await driver.report({
        tick: 0,
        host: { pids: 1 },
        pods: { a: { pids: 2 } },
        containers: { c: { pod: 'a', values: { pids: 3 } } },
        cgroups: { '/system.slice': { pids: 4 } },
      });
      expect(first.result).toBe('stored');
      expect(first.created.map(({ scope, node, id }) => [scope, node, id])).toEqual([
        ['node', 'n1', 'n1'],
        ['pod', 'n1', 'a'],
        ['container', 'n1', 'c'],
        ['cgroup', 'n1', '/system.slice'],
      ]);
      expect(first.created[2].parent).toBe(first.created[1]);
      const second = await driver.report({ tick: 1, pods: { a: { pids: 2 }, b: { pids: 5 } } });
      expect(second.created.map(({ id }) => id)).toEqual(['b']);
      expect(second.refused).toBe(0);
    });

    it('takes a report sent twice once', async () => {
      const driver = await open();
      const words = { tick: 0, pods: { a: { cpu_usage_microseconds: 1_000 } } };
      await driver.report(words);
      expect(await driver.report(words)).toEqual({ result: 'duplicate', created: [], refused: 0 });
      driver.goTo(1);
      await driver.report({ tick: 1, pods: { a: { cpu_usage_microseconds: 6_000 } } });
      await driver.driver.settle();
      expect(await driver.latest('pod', ['a'], 'cpu_millicores')).toEqual({ a: 1 });
    });

    it('refuses what is older than the retention or ahead of the clock', async () => {
      const driver = await open({ retentionSeconds: 300 });
      const results: string[] = [];
      for (const tick of [-61, -60, 12, 13]) {
        const { result } = await driver.report({ tick, pods: { a: { pids: 1 } } });
        results.push(result);
      }
      // 300 s are 60 ticks; 60 s ahead are 12.
      expect(results).toEqual(['too_old', 'stored', 'stored', 'too_new']);
    });

    it('knows entities by scope, node and id, and when they were seen', async () => {
      const driver = await open();
      await driver.report({ tick: 0, atMs: 20, pods: { a: { pids: 1 } } });
      await driver.report({ tick: 2, atMs: 30, pods: { a: { pids: 1 } } });
      await driver.report({ tick: 1, node: 'n2', pods: { a: { pids: 1 } } });
      await driver.driver.settle();
      const { firstSeenMs, lastSeenMs, lastTick, traits } = driver.entity('pod', 'a');
      const start = driver.base * INTERVAL_MS;
      expect([firstSeenMs - start, lastSeenMs - start]).toEqual([20, 10_030]);
      expect(lastTick - driver.base).toBe(2);
      expect(traits).toEqual({ qos: 'Burstable', hostNetwork: false });
      expect([...driver.store.entities('pod')].map(({ node, id }) => [node, id])).toEqual([
        ['n1', 'a'],
        ['n2', 'a'],
      ]);
      expect(driver.store.find('pod', 'n3', 'a')).toBeUndefined();
      expect(driver.store.stats().entities).toEqual({ node: 2, pod: 2, container: 0, cgroup: 0 });
    });

    it('leaves out entities over the series limit and says how many', async () => {
      const driver = await open({ maxSeries: 3 });
      const outcome = await driver.report({
        tick: 0,
        host: { pids: 1 },
        pods: { a: { pids: 1 }, b: { pids: 1 }, c: { pids: 1 } },
        containers: { d: { pod: 'c', values: { pids: 1 } } },
      });
      expect(outcome.created.map(({ id }) => id)).toEqual(['n1', 'a', 'b']);
      expect(outcome.refused).toBe(2);
      expect(driver.store.stats().refusedEntities).toBe(2);
    });

    it('forgets entities whose last sample is past the retention', async () => {
      const driver = await open({ retentionSeconds: 300 });
      const forgotten: string[] = [];
      driver.store.onForgotten(({ scope, id }) => forgotten.push(`${scope} ${id}`));
      await driver.report({ tick: 0, pods: { a: { pids: 1 } } });
      driver.goTo(70);
      await driver.report({ tick: 70, pods: { b: { pids: 1 } } });
      // Windows of samples are dropped as a whole: well past the retention they are gone.
      driver.goTo(125);
      await driver.driver.settle();
      expect(forgotten).toEqual(['pod a']);
      expect(driver.store.find('pod', 'n1', 'a')).toBeUndefined();
      expect(driver.store.find('pod', 'n1', 'b')).toBeDefined();
    });
  });

  describe('appendSample', () => {
    it('stores values as given beside no collector', async () => {
      const driver = await open();
      const { created } = await driver.sample('pod', 'p', 0, { cpu_millicores: 71.576 }, 1_234);
      expect(created.map(({ id }) => id)).toEqual(['p']);
      await driver.sample('pod', 'p', 0, { memory_bytes: 512 }, 1_234);
      await driver.driver.settle();
      expect(await driver.latest('pod', ['p'], 'cpu_millicores')).toEqual({ p: 71.576 });
      expect(await driver.latest('pod', ['p'], 'memory_bytes')).toEqual({ p: 512 });
      expect(await driver.readAt('pod', ['p'])).toEqual([1_234]);
    });

    it('replaces the values of the tick', async () => {
      const driver = await open();
      await driver.sample('node', 'n1', 0, { cpu_millicores: 10, memory_bytes: 1 }, 100);
      await driver.sample('node', 'n1', 0, { cpu_millicores: 20 }, 200);
      await driver.driver.settle();
      expect(await driver.latest('node', ['n1'], 'cpu_millicores')).toEqual({ n1: 20 });
      expect(await driver.latest('node', ['n1'], 'memory_bytes')).toEqual({ n1: 1 });
    });

    it('leaves the collector its reading time', async () => {
      const driver = await open();
      await driver.report({ tick: 0, atMs: 10, host: { pids: 1 } });
      await driver.sample('node', 'n1', 0, { cpu_millicores: 5 }, 2_000);
      await driver.driver.settle();
      expect(await driver.readAt('node', ['n1'])).toEqual([10]);
      expect(await driver.latest('node', ['n1'], 'cpu_millicores')).toEqual({ n1: 5 });
    });
  });
}
