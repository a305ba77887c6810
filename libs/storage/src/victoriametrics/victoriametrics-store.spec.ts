import { randomUUID } from 'node:crypto';
import type { ContractDriver } from '../testing/contract/contract-store';
import { REPLICA_BASE as base, openReplicaOn, type ReplicaSettings } from '../testing/replica';
import { INTERVAL_MS } from '../testing/report-builder';
import { VmClusterProxy } from '../testing/vm-cluster-proxy';
import {
  describeWithVictoriaMetrics,
  type VictoriaMetricsServer,
} from '@kubemonitor/peer-programs';

describeWithVictoriaMetrics('VictoriaMetricsStore', (start) => {
  let server: VictoriaMetricsServer;

  beforeAll(async () => {
    server = await start();
  });

  const openReplica = (run: string, tick = 0, more: ReplicaSettings = {}) =>
    openReplicaOn(server, run, tick, more);
  const cpu = (value: number) => ({ cpu_usage_microseconds: value, memory_bytes: value });

  describe('two replicas on one server', () => {
    it('answer the same, whoever took the reports', async () => {
      const run = randomUUID();
      const one = openReplica(run);
      const two = openReplica(run);
      const discovered: string[] = [];
      two.store.onDiscovered((entities) => {
        discovered.push(...entities.map(({ scope, id }) => `${scope} ${id}`));
      });
      for (const tick of [0, 1]) {
        one.goTo(tick);
        two.goTo(tick);
        const containers = { c: { pod: 'a', values: { pids: 1 }, sandbox: true } };
        await one.report({ tick, pods: { a: cpu(tick * 5_000) }, containers });
        await two.report({ tick, node: 'n2', pods: { b: cpu(tick * 10_000) } });
      }
      one.assign('a', { namespace: 'shop' });
      await one.driver.settle();
      await two.driver.settle();
      await one.driver.settle();
      expect(discovered).toEqual(['node n1', 'pod a', 'container c']);
      two.assign('b', { namespace: 'shop' }, 'n2');
      await two.driver.settle();

      const late = openReplica(run, 1);
      await late.driver.settle();
      for (const replica of [one, two, late]) {
        expect(await replica.latest('pod', ['a'], 'cpu_millicores')).toEqual({ a: 1 });
        expect(await replica.latest('pod', ['b'], 'cpu_millicores', 'n2')).toEqual({ b: 2 });
        const container = replica.entity('container', 'c');
        expect(container.parent).toBe(replica.entity('pod', 'a'));
        expect(container.traits).toEqual({ sandbox: true });
      }
      // Who starts later reads from the server which groups the others' pods count to.
      expect((await late.groupLatest('namespace', 'cpu_millicores')).groups).toEqual({
        shop: [2, 0, 3],
      });
      expect(late.entity('pod', 'a').firstSeenMs).toBe(base * INTERVAL_MS);
      expect(late.entity('pod', 'a').traits).toEqual({ qos: 'Burstable', hostNetwork: false });
    });

    it('show metrics that came after they had started', async () => {
      const run = randomUUID();
      const [one, two] = [openReplica(run), openReplica(run)];
      await two.driver.settle();
      await one.report({ tick: 0, pods: { a: { pids: 3 } } });
      two.goTo(1);
      await two.driver.settle();
      expect(await two.latest('pod', ['a'], 'pids')).toEqual({ a: 3 });
      expect(two.store.stats().series).toBeGreaterThan(0);
    });

    it('say why values are absent of each other’s reports', async () => {
      const run = randomUUID();
      const one = openReplica(run);
      const words = {
        tick: 0,
        pods: { a: { pids: 1, memory_bytes: null }, b: { pids: 1, memory_bytes: null } },
        absent: {
          pods: [
            { field: 'memory_bytes', row: 0, reason: 'malformed' as const },
            { field: 'memory_bytes', reason: 'controller_missing' as const },
          ],
        },
      };
      await one.report(words);
      await one.driver.settle();
      const two = openReplica(run);
      await two.driver.settle();
      expect(await two.latest('pod', ['a', 'b'], 'memory_bytes')).toEqual({
        a: 'malformed',
        b: 'controller_missing',
      });
    });

    it('may both be sent the same report', async () => {
      const run = randomUUID();
      const [one, two] = [openReplica(run, 1), openReplica(run, 1)];
      for (const replica of [one, two]) {
        await replica.report({ tick: 0, pods: { a: cpu(0) } });
        await replica.report({ tick: 1, pods: { a: cpu(5_000) } });
      }
      await one.driver.settle();
      const window = await one.range(one.entity('pod', 'a'), ['cpu_millicores'], {
        from: 0,
        to: 2,
      });
      expect(window.samples).toEqual([1, 1]);
      expect(window.fields.cpu_millicores.value).toEqual([null, 1]);
    });

    it('do not see stores with other labels', async () => {
      const one = openReplica(randomUUID());
      await one.report({ tick: 0, pods: { a: cpu(1) } });
      const other = openReplica(randomUUID());
      await other.driver.settle();
      expect([...other.store.entities('pod')]).toEqual([]);
    });
  });

  describe('a new process', () => {
    it('knows pods of the past and their groups, though nobody can name them any more', async () => {
      const run = randomUUID();
      const before = openReplica(run);
      await before.report({ tick: 0, pods: { gone: cpu(7) } });
      before.assign('gone', { namespace: 'shop' });
      await before.driver.settle();
      await before.driver.close();

      const after = openReplica(run, 600);
      after.store.onDiscovered((entities) => {
        // As a directory does that has no name for it.
        for (const entity of entities) {
          after.store.assignGroups(entity, { namespace: undefined, workload: undefined });
        }
      });
      await after.driver.settle();
      const window = await after.groupRange('namespace', 'shop', ['memory_bytes'], {
        from: 0,
        to: 1,
      });
      expect(window.fields.memory_bytes.value).toEqual([7]);
    });
  });

  it('learns the past piece by piece, as far as it keeps samples', async () => {
    const run = randomUUID();
    const before = openReplica(run);
    await before.report({ tick: 0, pods: { old: cpu(1) } });
    before.goTo(700);
    await before.report({ tick: 700, pods: { young: cpu(1) } });
    await before.driver.settle();

    // 110 minutes later; the newest hour is read first, then four.
    const after = openReplica(run, 1_320);
    const found: string[][] = [];
    for (let round = 0; round < 3; round += 1) {
      await after.driver.settle();
      found.push([...after.store.entities('pod')].map(({ id }) => id));
    }
    expect(found).toEqual([['young'], ['young', 'old'], ['young', 'old']]);
  });

  describe('long windows', () => {
    /** 48 ticks are four minutes; the budget allows 100 samples. */
    const openSmall = () =>
      openReplica(randomUUID(), 48, { limits: { maxRawSamples: 100, visibleAfterMs: 0 } });
    const fill = async (driver: ContractDriver) => {
      for (let tick = 0; tick < 48; tick += 1) {
        await driver.report({ tick, pods: { a: cpu(tick * 5_000), b: cpu(tick * 10_000) } });
      }
      driver.assign('a', { namespace: 'shop' });
      driver.assign('b', { namespace: 'shop' });
      await driver.driver.settle();
    };

    it('are read minute by minute: whole increases, means of minutes', async () => {
      const driver = openSmall();
      await fill(driver);
      const names = ['cpu_millicores', 'memory_bytes'];
      const window = await driver.range(driver.entity('pod', 'a'), names, {
        from: 0,
        to: 48,
        ticksPerStep: 24,
      });
      expect(window.timestamps).toEqual([0, 24]);
      // A reading a minute is used: two in each step of two minutes.
      expect(window.samples).toEqual([2, 2]);
      expect(window.fields.cpu_millicores.value).toEqual([1, 1]);
      // The mean of 0 … 23 times 5,000, and of 24 … 47.
      expect(window.fields.memory_bytes.value).toEqual([57_500, 177_500]);
      // Means of minutes: of 0 … 11, 12 … 23.
      expect(window.fields.memory_bytes.min).toEqual([27_500, 147_500]);
    });

    it('of groups too', async () => {
      const driver = openSmall();
      await fill(driver);
      const window = await driver.groupRange('namespace', 'shop', ['cpu_millicores'], {
        from: 0,
        to: 48,
        ticksPerStep: 12,
      });
      expect(window.fields.cpu_millicores.value.slice(1)).toEqual([3, 3, 3]);
    });

    it('that cannot be are refused with the reason', async () => {
      const driver = openSmall();
      await fill(driver);
      const ask = driver.range(driver.entity('pod', 'a'), ['cpu_millicores'], { from: 0, to: 48 });
      await expect(ask).rejects.toMatchObject({
        code: 'too_much',
        message: expect.stringContaining('shorter window') as string,
      });
    });
  });

  describe('the server’s retention', () => {
    it('is read at the start: older samples are refused, not lost silently', async () => {
      const warnings: string[] = [];
      // The server keeps two days; a week is asked for.
      const driver = openReplica(randomUUID(), 0, {
        retentionSeconds: 604_800,
        warn: (message) => warnings.push(message),
      });
      await driver.driver.settle();
      expect(warnings).toEqual([
        'VictoriaMetrics keeps samples for 172800 s (-retentionPeriod), less than the 604800 s asked for; older ones are refused',
      ]);
      const old = await driver.report({ tick: -34_561, pods: { a: cpu(1) } });
      expect(old.result).toBe('too_old');
    });
  });

  it('reads only what the server is sure to show', async () => {
    const run = randomUUID();
    const driver = openReplica(run, 2, { limits: { visibleAfterMs: 2_000 } });
    for (const tick of [0, 1, 2]) await driver.report({ tick, pods: { a: cpu(tick * 5_000) } });
    driver.assign('a', { namespace: 'shop' });
    await driver.driver.settle();
    // One second into tick 2 the server may show half of it.
    expect((await driver.groupLatest('namespace', 'memory_bytes')).tick).toBe(1);
    expect(await driver.readAt('pod', ['a'])).toEqual([5_000]);
    driver.goTo(2, 2_000);
    expect((await driver.groupLatest('namespace', 'memory_bytes')).tick).toBe(2);
    expect(await driver.readAt('pod', ['a'])).toEqual([10_000]);
  });

  it('speaks to a cluster by its own addresses, with tenant and headers', async () => {
    const proxy = await VmClusterProxy.start(server.url, '42:7', 'Bearer secret');
    const run = randomUUID();
    const driver = openReplica(run, 1, {
      writeUrl: `${proxy.url}/insert/42:7/prometheus`,
      readUrl: `${proxy.url}/select/42:7/prometheus`,
      headers: { authorization: 'Bearer secret' },
    });
    await driver.report({ tick: 0, pods: { a: cpu(0) } });
    await driver.report({ tick: 1, pods: { a: cpu(5_000) } });
    await driver.driver.settle();
    expect(await driver.latest('pod', ['a'], 'cpu_millicores')).toEqual({ a: 1 });
    const stranger = openReplica(run, 1, {
      writeUrl: `${proxy.url}/insert/42:7/prometheus`,
      readUrl: `${proxy.url}/select/42:7/prometheus`,
    });
    await expect(stranger.report({ tick: 1, pods: { a: cpu(1) } })).rejects.toMatchObject({
      code: 'misconfigured',
    });
    await proxy.close();
  });

  it.each([
    [{ node: 'x' }, 'the label "node" is the store\'s own'],
    [{ 'a-b': 'x' }, '"a-b" is no label name'],
    [{ cluster: '' }, 'the label "cluster" has no value'],
  ])('refuses the labels %p', (labels, message) => {
    expect(() => openReplica(randomUUID(), 0, { labels })).toThrow(message);
  });

  it('writes the names and units of the field', async () => {
    const run = randomUUID();
    const driver = openReplica(run);
    await driver.report({
      tick: 0,
      atMs: 12,
      pods: { p: { pids: 1 } },
      containers: { c: { pod: 'p', values: { cpu_usage_microseconds: 1_500_000 } } },
    });
    await driver.driver.settle();
    const query = `container_cpu_usage_seconds_total{run="${run}"}`;
    const time = String((base * INTERVAL_MS) / 1_000 + 1);
    const answer = await fetch(
      `${server.url}/api/v1/query?${new URLSearchParams({ query, time, nocache: '1' })}`,
    );
    const { data } = (await answer.json()) as {
      data: { result: { metric: object; value: unknown[] }[] };
    };
    expect(data.result.map(({ metric, value }) => [metric, value[1]])).toEqual([
      [
        {
          __name__: 'container_cpu_usage_seconds_total',
          name: 'c',
          node: 'n1',
          run,
          uid: 'p',
        },
        '1.5',
      ],
    ]);
  });
});
