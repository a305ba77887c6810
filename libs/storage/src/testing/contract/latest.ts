import { fieldsNamed } from '../report-builder';
import type { OpenDriver } from './store-contract';

/** Newest values and why there are none. */
export function describeLatest(open: OpenDriver): void {
  describe('latest', () => {
    it('derives each kind of field from the two newest samples', async () => {
      const driver = await open();
      const pod = (cpu: number, periods: number, throttled: number, read: number) => ({
        a: {
          cpu_usage_microseconds: cpu,
          cpu_periods: periods,
          cpu_throttled_periods: throttled,
          disk_read_bytes: read,
          cpu_limit_millicores: 1_234.567,
        },
      });
      const host = { memory_total_bytes: 1_000, memory_available_bytes: 400, load_1m: 0.42 };
      driver.goTo(1);
      await driver.report({ tick: 0, host, pods: pod(1_000_000, 100, 10, 4_096) });
      await driver.report({ tick: 1, host, pods: pod(1_250_000, 150, 16, 12_288) });
      await driver.driver.settle();
      const latest = async (field: string) => (await driver.latest('pod', ['a'], field)).a;
      // 250,000 µs in 5 s are 50,000 µs a second; 8,192 bytes in 5 s; 6 of 50 periods.
      expect(await latest('cpu_millicores')).toBe(50);
      expect(await latest('disk_read_bytes_per_second')).toBe(1_638.4);
      expect(await latest('cpu_throttled_ratio')).toBe(0.12);
      expect(await latest('disk_read_bytes')).toBe(12_288);
      expect(await latest('cpu_limit_millicores')).toBe(1_234.567);
      expect(await driver.latest('node', ['n1'], 'memory_used_bytes')).toEqual({ n1: 600 });
      expect(await driver.latest('node', ['n1'], 'load_1m')).toEqual({ n1: 0.42 });
    });

    it('takes the time between the readings, and keeps large counters exact', async () => {
      const driver = await open();
      // A node of 100 cores that is busy for two years has used 6.3 × 10^15 µs; a tenth of it.
      const start = 630_720_000_123_457;
      driver.goTo(1);
      await driver.report({ tick: 0, atMs: 20, pods: { a: { cpu_usage_microseconds: start } } });
      await driver.report({
        tick: 1,
        atMs: 30,
        pods: { a: { cpu_usage_microseconds: start + 501 } },
      });
      await driver.driver.settle();
      // 501 µs in 5.01 s.
      expect(await driver.latest('pod', ['a'], 'cpu_millicores')).toEqual({ a: 0.1 });
      expect(await driver.readAt('pod', ['a'])).toEqual([5_030]);
    });

    it('answers for entities that were last heard of at different times', async () => {
      const driver = await open();
      await driver.report({ tick: 0, node: 'n1', pods: { a: { pids: 1 } } });
      await driver.report({ tick: 0, node: 'n2', pods: { b: { pids: 2 } } });
      driver.goTo(100);
      await driver.report({ tick: 100, node: 'n2', pods: { b: { pids: 3 } } });
      await driver.driver.settle();
      const entities = [driver.entity('pod', 'b', 'n2'), driver.entity('pod', 'a', 'n1')];
      const frame = await driver.store.latest(entities, fieldsNamed('pids', 'memory_rss_bytes'));
      expect(frame.fields.map(({ name }) => name)).toEqual(['pids']);
      expect([...frame.columns[0]]).toEqual([3, 1]);
    });

    it('answers an empty question', async () => {
      const driver = await open();
      const frame = await driver.store.latest([], fieldsNamed('pids'));
      expect([frame.fields, frame.columns, frame.timestamps.length]).toEqual([[], [], 0]);
    });
  });

  describe('explain', () => {
    const cpu = (value: number | null) => ({ cpu_usage_microseconds: value });

    it('says first_sample, gap, counter_reset and clock_step', async () => {
      const driver = await open();
      driver.goTo(8);
      await driver.report({ tick: 0, pods: { gap: cpu(1), reset: cpu(9) } });
      await driver.report({ tick: 6, pods: { gap: cpu(1) } });
      await driver.report({ tick: 7, pods: { first: cpu(1), gap: cpu(null), reset: cpu(9) } });
      await driver.report({
        tick: 8,
        pods: { first: cpu(1), late: cpu(1), gap: cpu(2), reset: cpu(8) },
      });
      await driver.report({ tick: 8, node: 'n2', pods: { once: cpu(5) } });
      await driver.report({ tick: 7, node: 'n3', boot: 'b1', pods: { booted: cpu(1) } });
      await driver.report({ tick: 8, node: 'n3', boot: 'b2', pods: { booted: cpu(9) } });
      await driver.report({ tick: 7, node: 'n4', pods: { stepped: cpu(1) } });
      await driver.report({ tick: 8, node: 'n4', stepped: true, pods: { stepped: cpu(9) } });
      await driver.report({ tick: 2, node: 'n5', pods: { away: cpu(1) } });
      await driver.report({ tick: 8, node: 'n5', pods: { away: cpu(9) } });
      await driver.driver.settle();
      const why = (id: string, node?: string) =>
        driver.latest('pod', [id], 'cpu_millicores', node).then((latest) => latest[id]);
      expect(await why('first')).toBe(0);
      expect(await why('late')).toBe('first_sample');
      expect(await why('gap')).toBe('first_sample');
      expect(await why('reset')).toBe('counter_reset');
      expect(await why('once', 'n2')).toBe('first_sample');
      expect(await why('booted', 'n3')).toBe('clock_step');
      expect(await why('stepped', 'n4')).toBe('clock_step');
      expect(await why('away', 'n5')).toBe('gap');
    });

    it('gives the reason of the row, then that of the column', async () => {
      const driver = await open();
      await driver.report({
        tick: 0,
        pods: {
          a: { memory_bytes: null, pids: 1 },
          b: { memory_bytes: null, pids: null },
        },
        absent: {
          pods: [
            { field: 'memory_bytes', reason: 'controller_missing' },
            { field: 'memory_bytes', row: 1, reason: 'malformed' },
            { field: 'cpu_usage_microseconds', reason: 'permission_denied' },
          ],
        },
      });
      await driver.driver.settle();
      expect(await driver.latest('pod', ['a', 'b'], 'memory_bytes')).toEqual({
        a: 'controller_missing',
        b: 'malformed',
      });
      expect(await driver.latest('pod', ['a', 'b'], 'pids')).toEqual({ a: 1, b: 'not_collected' });
      expect(await driver.latest('pod', ['a'], 'cpu_millicores')).toEqual({
        a: 'permission_denied',
      });
    });
  });
}
