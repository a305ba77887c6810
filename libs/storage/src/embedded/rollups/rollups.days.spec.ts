import type { PlannedRange, StepStatistic } from '../../store';
import { namesIn, openAt } from '../../testing/disk-runs';
import { fieldsNamed } from '../../testing/report-builder';
import {
  DAY_MS,
  DAY_TICK,
  HOUR_MS,
  HOUR_TICKS,
  KEPT,
  MINUTE_MS,
  MinuteRun,
  askEntity,
  askGroup,
  exactPercentile,
  expectSame,
  pictureOf,
  settle,
  type Ask,
} from '../../testing/rollup-runs';
import { StoreDirectories } from '../../testing/store-directory';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

/** Days of samples are played. */
const LONG_MS = 120_000;
const NONE = Number.NaN;

/** First tick of 1970-01-02 at an interval of a minute. */
const T = DAY_MS / MINUTE_MS;
const DAY = 1_440;
const DAYS = 3;
/** Three days, eight hours and 20 minutes, which are not rolled up. */
const END = T + DAYS * DAY + 500;

/** Something that goes up and down without a pattern, from 0 to 999. */
function shake(tick: number, seed: number): number {
  return (Math.imul(tick * 7_919 + seed * 104_729, 2_654_435_761) >>> 12) % 1_000;
}

function memoryOf(tick: number, seed: number): number {
  return 1_000_000 + shake(tick, seed) * shake(tick + 1, seed);
}

function words(tick: number) {
  const at = tick - T;
  return {
    // Nobody reports from 30 hours on for three hours and 20 minutes.
    host: { memory_total_bytes: 1e9, memory_available_bytes: 1e6 + shake(tick, 9) },
    pods: {
      a: { memory_bytes: memoryOf(tick, 1), cpu_usage_microseconds: at * 6_000_000, pids: 3 },
      b: { memory_bytes: memoryOf(tick, 2) },
    },
  };
}

const isSilent = (tick: number) => tick - T >= 1_800 && tick - T < 2_000;

function ticksIn({ startMs, endMs }: { startMs: number; endMs: number }): number[] {
  const ticks: number[] = [];
  for (let tick = startMs / MINUTE_MS; tick < endMs / MINUTE_MS; tick += 1) {
    if (!isSilent(tick) && tick >= T && tick < END) ticks.push(tick);
  }
  return ticks;
}

describe('roll-ups of days', () => {
  const disk = directories.make(KEPT);
  let run: MinuteRun;

  beforeAll(async () => {
    // Raw samples are kept for ever at first: answers can be compared.
    run = await MinuteRun.open(disk, T, { retentionSeconds: 1e9 });
    for (let tick = T; tick < END; tick += 1) {
      if (!isSilent(tick)) await run.report({ tick, ...words(tick) });
      if (tick === T) run.watched.assign('a', 'shop', 'Deployment/web');
      if (tick === T) run.watched.assign('b', 'shop');
      if (tick % 10 === 9) await run.store.maintain();
    }
    await settle(run.watched, 100);
  }, LONG_MS);
  afterAll(() => run.store.close());

  it('are one file a day, and none of an hour with nobody', () => {
    expect(namesIn(disk, 'hours')).toEqual([1, 2, 3].map((day) => `000000000${day}.block`));
    const hours = namesIn(disk, 'minutes').map((name) => Number(name.slice(0, 10)) - 24);
    // 1,800 is hour 30; nobody reports in the hours 30, 31 and 32.
    const expected = Array.from({ length: 80 }, (_, hour) => hour);
    expect(hours).toEqual(expected.filter((hour) => hour < 30 || hour > 32));
    expect(directories.warnings).toEqual([]);
  });

  it.each([
    ['1m', MINUTE_MS],
    ['1m', 10 * MINUTE_MS],
    ['1m', HOUR_MS],
    ['1h', HOUR_MS],
    ['1h', DAY_MS],
  ] as const)('give at %s in steps of %d ms what the samples give', async (resolution, stepMs) => {
    const { watched } = run;
    // From the middle of a day, over days, hours and samples that are not rolled up.
    const range = {
      startMs: (T + DAY / 2) * MINUTE_MS,
      endMs: END * MINUTE_MS,
      stepMs,
      resolution,
    };
    const fields = ['memory_bytes', 'cpu_millicores', 'memory_used_bytes'];
    await expectSame(askEntity(watched, watched.entity('pod', 'a')), range, fields);
    await expectSame(askEntity(watched, watched.entity('node', 'n1')), range, fields);
    await expectSame(askGroup(watched, 'namespace', 'shop'), range, fields.slice(0, 2));
  });

  it('say what an hour with nobody and one partly empty have', async () => {
    const startMs = (T + 29 * 60) * MINUTE_MS;
    const range = { startMs, endMs: startMs + 5 * HOUR_MS, stepMs: HOUR_MS, resolution: '1h' };
    const ask = askEntity(run.watched, run.watched.entity('pod', 'a'));
    const frame = await ask(range as PlannedRange, fieldsNamed('cpu_millicores'), []);
    // 6 s of CPU a minute. The first rate after the silence has no sample to reach back to.
    expect(pictureOf(frame)).toEqual({
      '': { samples: [60, 0, 0, 0, 40] },
      cpu_millicores: { value: [100, NONE, NONE, NONE, 100] },
    });
  });

  describe('percentiles', () => {
    const P95: readonly StepStatistic[] = ['p95'];
    const fields = fieldsNamed('memory_bytes');
    const stretch = (fromHour: number, hours: number, stepMs: number): PlannedRange => ({
      startMs: T * MINUTE_MS + fromHour * HOUR_MS,
      endMs: T * MINUTE_MS + (fromHour + hours) * HOUR_MS,
      ...{ stepMs, resolution: '1h' },
    });
    interface Asker {
      readonly name: string;
      readonly valueAt: (tick: number) => number;
      readonly ask: () => Ask;
    }
    const askers: Asker[] = [
      {
        name: 'a pod',
        valueAt: (tick) => memoryOf(tick, 1),
        ask: () => askEntity(run.watched, run.watched.entity('pod', 'a')),
      },
      {
        name: 'a namespace',
        valueAt: (tick) => memoryOf(tick, 1) + memoryOf(tick, 2),
        ask: () => askGroup(run.watched, 'namespace', 'shop'),
      },
    ];
    const cuts = [
      { from: 5, hours: 1, stepMs: HOUR_MS },
      { from: 24, hours: 24, stepMs: DAY_MS },
      { from: 0, hours: 72, stepMs: DAY_MS },
      // Hours of a finished day, hours of the last day, samples of the hour that goes on.
      { from: 60, hours: 24, stepMs: 4 * HOUR_MS },
    ];

    it.each(askers.flatMap((asker) => cuts.map((cut) => ({ ...asker, ...cut }))))(
      'of $name over $hours hours are within 1 % of the exact ones',
      async ({ valueAt, ask, from, hours, stepMs }) => {
        const frame = await ask()(stretch(from, hours, stepMs), fields, P95);
        const found = Array.from(frame.series[0].statistics.p95?.[0] ?? []);
        const exact = Array.from(frame.timestamps, (startMs) =>
          exactPercentile(ticksIn({ startMs, endMs: startMs + stepMs }).map(valueAt)),
        );
        expect(found).toHaveLength(exact.length);
        found.forEach((value, step) => {
          expect(Math.abs(value - exact[step])).toBeLessThanOrEqual(0.01 * exact[step]);
        });
      },
    );

    it('are exact from samples', async () => {
      const ask = askEntity(run.watched, run.watched.entity('pod', 'a'));
      const range: PlannedRange = { ...stretch(5, 2, HOUR_MS), resolution: 'raw' };
      const frame = await ask(range, fields, P95);
      const exact = Array.from(frame.timestamps, (startMs) =>
        exactPercentile(
          ticksIn({ startMs, endMs: startMs + HOUR_MS }).map((tick) => memoryOf(tick, 1)),
        ),
      );
      expect(Array.from(frame.series[0].statistics.p95?.[0] ?? [])).toEqual(exact);
    });

    it('of a constant series are exact, and absent of fields without sketches', async () => {
      const ask = askEntity(run.watched, run.watched.entity('pod', 'a'));
      const asked = fieldsNamed('cpu_millicores', 'pids');
      const frame = await ask(stretch(50, 29, HOUR_MS), asked, P95);
      const [cpu, pids] = frame.series[0].statistics.p95 ?? [];
      expect(new Set(cpu)).toEqual(new Set([100]));
      expect(new Set(pids)).toEqual(new Set([NONE]));
    });
  });

  it('answer when the samples are gone, the same as before', async () => {
    const planned = (watched = run.watched) =>
      watched.store.planRange(
        { startMs: T * MINUTE_MS, endMs: (T + DAY) * MINUTE_MS, stepMs: HOUR_MS },
        ['max'],
      );
    const ask = () => {
      const { watched } = run;
      return askEntity(watched, watched.entity('pod', 'b'))(
        planned(),
        fieldsNamed('memory_bytes'),
        ['max'],
      );
    };
    const before = pictureOf(await ask());
    await run.store.close();
    run = await MinuteRun.open(disk, END);
    await settle(run.watched, 2);
    const oldest = run.store.stats().oldestMs;
    // A day before END is in the window that begins 3,360 minutes after T.
    expect(oldest).toBe((T + 3_360) * MINUTE_MS);
    expect(planned().resolution).toBe('1h');
    expect(pictureOf(await ask())).toEqual(before);
    const names = [...run.store.entities('pod')].map(({ id }) => id);
    expect(names).toEqual(['a', 'b']);
  });
});

describe('a spike of one tick of five seconds', () => {
  it(
    'shows in a step of a day among 30 days',
    async () => {
      const watched = await openAt(directories.make(KEPT), DAY_TICK, { retentionSeconds: 86_400 });
      for (let tick = DAY_TICK; tick < DAY_TICK + HOUR_TICKS; tick += 1) {
        const memory = tick === DAY_TICK + 333 ? 5_000_000_000 : 1_000;
        await watched.report({ tick, pods: { a: { memory_bytes: memory } } });
        if (tick % 20 === 0) await watched.store.maintain();
      }
      for (let day = 1; day <= 30; day += 1) {
        const tick = DAY_TICK + day * 24 * HOUR_TICKS;
        await watched.report({ tick, pods: { a: { memory_bytes: 2_000 } } });
        await watched.maintainAt(tick + 40);
        await watched.maintainAt(tick + HOUR_TICKS + 40);
        await settle(watched, 3);
      }
      const startMs = DAY_MS;
      const asked = { startMs, endMs: startMs + 30 * DAY_MS, stepMs: DAY_MS };
      const range = watched.store.planRange(asked, ['min', 'max']);
      expect(range).toEqual({ ...asked, resolution: '1h' });
      const ask = askEntity(watched, watched.entity('pod', 'a'));
      const picture = pictureOf(await ask(range, fieldsNamed('memory_bytes'), ['min', 'max']));
      const rest = (value: number) => Array.from({ length: 29 }, () => value);
      // 719 × 1,000 and 5,000,000,000 over 720 samples.
      expect(picture['memory_bytes'].value).toEqual([6_945_443, ...rest(2_000)]);
      expect(picture['memory_bytes'].max).toEqual([5_000_000_000, ...rest(2_000)]);
      expect(picture['memory_bytes'].min).toEqual([1_000, ...rest(2_000)]);
      expect(picture[''].samples).toEqual([720, ...rest(1)]);
      expect(directories.warnings).toEqual([]);
      await watched.store.close();
    },
    LONG_MS,
  );
});

describe('an interval that does not divide a minute', () => {
  it('makes no roll-ups, and answers from samples', async () => {
    const disk = directories.make(KEPT);
    const run = await MinuteRun.open(disk, T, { intervalSeconds: 90 });
    // Ticks of 90 s: told to the store as they are, 40 an hour.
    for (let tick = 1_000; tick < 1_100; tick += 1) {
      run.watched.nowMs = tick * 90_000 + 1_000;
      const timestampMs = tick * 90_000;
      const values = new Map([['memory_bytes', tick]]);
      await run.store.appendSample({ scope: 'pod', node: 'n1', id: 'a', timestampMs, values });
      if (tick % 10 === 0) await run.store.maintain();
    }
    await settle(run.watched, 5);
    expect(namesIn(disk, 'minutes')).toEqual([]);
    expect(run.store.planRange({ startMs: 0, endMs: DAY_MS, stepMs: DAY_MS }, [])).toMatchObject({
      resolution: 'raw',
    });
    await run.store.close();
  });
});
