import type { Report } from '@kubemonitor/metrics-model';
import { letThingsHappen, ManualTime } from '../test/manual-time';
import type { Clock } from './clock/clock';
import { Collector } from './collector';
import type { NodeReading } from './node-reader';

const EMPTY_SECTION = { fields: [], ids: [], offsets_milliseconds: [], rows: [], absent: [] };
const MACHINE = {
  cpu_model: 'a CPU',
  cpu_cores: 4,
  kernel_version: '6.1.0',
  os: 'Linux',
  architecture: 'x64',
};

function readNothing(clock: Clock): NodeReading {
  return {
    timestampMilliseconds: clock.wallMilliseconds(),
    monotonicMilliseconds: clock.monotonicMilliseconds(),
    host: EMPTY_SECTION,
    pods: { ...EMPTY_SECTION, qos: [], host_network: [] },
    containers: { ...EMPTY_SECTION, pods: [], sandbox: [] },
    cgroups: EMPTY_SECTION,
    skipped: { gone: 0, broken: 0 },
    cgroupVersion: 'v2',
    cgroupDriver: 'systemd',
  };
}

describe('Collector', () => {
  let reports: Report[];

  beforeEach(() => {
    reports = [];
  });

  function createCollector(time: ManualTime, spentInRead = 0): Collector {
    return new Collector({
      origin: { node: 'n1', bootId: 'b1', intervalSeconds: 5 },
      clock: time,
      timers: time,
      reader: {
        read: (clock) => {
          const reading = readNothing(clock);
          time.spend(spentInRead);
          return reading;
        },
      },
      ship: (report) => reports.push(report),
    });
  }

  const timesOfReports = (): number[] =>
    reports.map(({ timestamp_milliseconds: timestamp }) => timestamp);

  it('ticks at multiples of the interval on the wall clock', async () => {
    const time = new ManualTime(1_000_003_200);
    const collector = createCollector(time);
    void collector.run(new AbortController().signal, 3);

    await letThingsHappen();
    expect(time.waits).toEqual([1_800]);
    await time.advance(1_800);
    expect(time.waits).toEqual([5_000]);
    await time.advance(5_000);
    await time.advance(5_000);

    expect(timesOfReports()).toEqual([1_000_005_000, 1_000_010_000, 1_000_015_000]);
    expect(reports.map(({ tick }) => tick)).toEqual([200_001, 200_002, 200_003]);
    expect(time.waits).toEqual([]);
  });

  it('does not drift: the wait shrinks by what a tick took', async () => {
    const time = new ManualTime(4_000);
    void createCollector(time, 130).run(new AbortController().signal, 2);

    await time.advance(1_000);
    expect(time.waits).toEqual([4_870]);
    await time.advance(4_870);

    expect(timesOfReports()).toEqual([5_000, 10_000]);
  });

  it('waits on when a timer wakes it a little early', async () => {
    const time = new ManualTime(4_000);
    void createCollector(time).run(new AbortController().signal, 1);

    time.setWall(3_999);
    await time.advance(1_000);
    expect(reports).toEqual([]);
    expect(time.waits).toEqual([1]);
    await time.advance(1);

    expect(timesOfReports()).toEqual([5_000]);
  });

  it('skips what it missed when a tick takes longer than the interval', async () => {
    const time = new ManualTime(4_000);
    void createCollector(time, 7_000).run(new AbortController().signal, 2);

    await time.advance(1_000);
    expect(time.waits).toEqual([3_000]);
    await time.advance(3_000);

    expect(reports.map(({ tick }) => tick)).toEqual([1, 3]);
  });

  it('marks the report after the clock was set, and goes on aligned', async () => {
    const time = new ManualTime(4_000);
    void createCollector(time).run(new AbortController().signal, 3);

    await time.advance(1_000);
    time.setWall(61_000);
    await time.advance(5_000);
    expect(time.waits).toEqual([4_000]);
    await time.advance(4_000);

    expect(timesOfReports()).toEqual([5_000, 66_000, 70_000]);
    expect(reports.map(({ clock_stepped: isStepped }) => isStepped)).toEqual([false, true, false]);
  });

  it('ends at once when it is stopped while it waits', async () => {
    const time = new ManualTime(4_000);
    const stop = new AbortController();
    const run = createCollector(time).run(stop.signal);

    await letThingsHappen();
    stop.abort();
    await run;

    expect(reports).toEqual([]);
  });

  it('sends the facts once they are known, and every minute', async () => {
    const time = new ManualTime(0);
    const collector = createCollector(time);

    collector.tick();
    collector.learn(MACHINE);
    collector.tick();
    await time.advance(55_000);
    collector.tick();
    await time.advance(5_000);
    collector.tick();

    const facts = {
      hostname: 'n1',
      ...MACHINE,
      collector_version: '0.1.0',
      cgroup_version: 'v2',
      cgroup_driver: 'systemd',
    };
    expect(reports.map((report) => report.facts)).toEqual([undefined, facts, undefined, facts]);
  });
});
