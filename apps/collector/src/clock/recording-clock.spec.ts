import { fixtureDirectory } from '../../test/fixtures';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { RecordingError, readRecordingClock } from './recording-clock';

describe('readRecordingClock', () => {
  const directory = useTemporaryDirectory();

  function record(times: unknown): void {
    writeFiles(directory(), {
      'times.json': JSON.stringify(times),
      'rootfs/proc/uptime': '1727.81 1592.32\n',
    });
  }

  it('stands at the middle of each reading', () => {
    record({
      host_files: [1_000_000_000, 1_004_000_000],
      cgroup_dirs: {
        'cpuacct:/a': [2_000_000_000, 2_001_000_000],
        'memory:/a': [9_000_000_000, 9_000_000_000],
        '/b': [3_000_000_000, 3_010_000_000],
      },
    });

    const clock = readRecordingClock(directory());

    expect(clock.wallMilliseconds()).toBe(1_002);
    expect(clock.monotonicMilliseconds()).toBe(1_727_810);
    expect(clock.readingTime('/a')).toBe(2_000.5);
    expect(clock.readingTime('/b')).toBe(3_005);
    expect(clock.readingTime('/unknown')).toBe(1_002);
  });

  it('reads the recorded clusters', () => {
    // host_files: 1795425475026.452 … 1795425475028.1367 ms.
    const clock = readRecordingClock(fixtureDirectory('cluster-v1', 'a'));

    expect(Math.floor(clock.wallMilliseconds())).toBe(1_795_425_475_027);
  });

  it.each([
    ['no times', {}],
    ['no cgroups', { host_files: [1, 2] }],
    ['a time that is none', { host_files: [1, 'x'], cgroup_dirs: {} }],
    ['half a span', { host_files: [1, 2], cgroup_dirs: { '/a': [1] } }],
    ['another form', null],
  ])('refuses %s', (_, times) => {
    record(times);

    expect(() => readRecordingClock(directory())).toThrow(RecordingError);
  });

  it('refuses a directory without times.json, naming it', () => {
    expect(() => readRecordingClock(directory())).toThrow(
      /is not a recording: ENOENT.*times\.json/,
    );
  });
});
