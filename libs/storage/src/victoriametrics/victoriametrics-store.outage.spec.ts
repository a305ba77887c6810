import { randomUUID } from 'node:crypto';
import { describeWithVictoriaMetrics } from '@kubemonitor/peer-programs';
import { openReplicaOn } from '../testing/replica';
import { fieldsNamed } from '../testing/report-builder';
import type { Timer } from './options';

/** Time that passes only while a write waits to be tried again, and then at once. */
function impatientTimer(): Timer {
  let nowMs = 0;
  return {
    now: () => nowMs,
    delay: (milliseconds) => {
      nowMs += milliseconds;
      return Promise.resolve();
    },
  };
}

describeWithVictoriaMetrics('VictoriaMetricsStore when the server goes away', (start) => {
  const cpu = (value: number) => ({ cpu_usage_microseconds: value, memory_bytes: value });

  it('refuses reads and writes, and has everything when it is back', async () => {
    const own = await start();
    const run = randomUUID();
    const driver = openReplicaOn(own, run, 0, { timer: impatientTimer() });
    await driver.report({ tick: 0, pods: { a: cpu(0) } });
    await driver.report({ tick: 1, pods: { a: cpu(5_000) } });
    driver.goTo(3);
    await own.flush();
    await own.stop();
    const words = { tick: 2, pods: { a: cpu(10_000) } };
    await expect(driver.report(words)).rejects.toMatchObject({ code: 'unavailable' });
    const entities = [driver.entity('pod', 'a')];
    await expect(
      driver.store.latest(entities, fieldsNamed('pids', 'memory_bytes')),
    ).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(driver.driver.store.maintain()).rejects.toMatchObject({ code: 'unavailable' });

    await own.startAgain();
    expect((await driver.report(words)).result).toBe('stored');
    await driver.driver.settle();
    const pod = driver.entity('pod', 'a');
    const window = await driver.range(pod, ['cpu_millicores'], { from: 0, to: 3 });
    expect(window.fields.cpu_millicores.value).toEqual([null, 1, 1]);
  });

  it('goes on after a crash of the server', async () => {
    const own = await start();
    const driver = openReplicaOn(own, randomUUID(), 0);
    await driver.report({ tick: 0, pods: { a: cpu(0) } });
    await driver.driver.settle();
    await own.kill();
    await own.startAgain();
    driver.goTo(1);
    expect((await driver.report({ tick: 1, pods: { a: cpu(5_000) } })).result).toBe('stored');
    await driver.driver.settle();
    expect(await driver.latest('pod', ['a'], 'memory_bytes')).toEqual({ a: 5_000 });
  });
});
