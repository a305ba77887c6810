import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeRow, openContainerReader } from '../../test/cgroup-reader';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';

const directory = useTemporaryDirectory();

const COMPLETE = {
  'cpu,cpuacct/c/cpuacct.usage': '38613603999\n',
  'cpu,cpuacct/c/cpuacct.stat': 'user 3813\nsystem 48\n',
  'cpu,cpuacct/c/cpu.stat': 'nr_periods 3891\nnr_throttled 3627\nthrottled_time 222269453999\n',
  'cpu,cpuacct/c/cpu.cfs_period_us': '100000\n',
  'cpu,cpuacct/c/cpu.cfs_quota_us': '15000\n',
  'memory/c/memory.usage_in_bytes': '21925888\n',
  'memory/c/memory.stat':
    'cache 1\nrss 2\ntotal_cache 20975616\ntotal_rss 110592\ntotal_swap 4096\n' +
    'total_pgmajfault 5\ntotal_inactive_file 20971520\n',
  'memory/c/memory.limit_in_bytes': '67108864\n',
  'memory/c/memory.failcnt': '2850\n',
  'memory/c/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 4\n',
  'blkio/c/blkio.throttle.io_service_bytes_recursive':
    '253:0 Read 7\n253:0 Write 7\n8:0 Read 32505856\n8:0 Write 33722368\n' +
    '8:0 Sync 66228224\n8:0 Async 0\n8:0 Discard 0\n8:0 Total 66228224\nTotal 66228224\n',
  'blkio/c/blkio.throttle.io_serviced_recursive':
    '8:0 Read 496\n8:0 Write 105\n8:0 Total 601\nTotal 601\n',
  'pids/c/pids.current': '2\n',
  'pids/c/pids.max': 'max\n',
};

const NO_PSI = {
  cpu_pressure_some_microseconds: '(no_psi)',
  cpu_pressure_full_microseconds: '(no_psi)',
  memory_pressure_some_microseconds: '(no_psi)',
  memory_pressure_full_microseconds: '(no_psi)',
  io_pressure_some_microseconds: '(no_psi)',
  io_pressure_full_microseconds: '(no_psi)',
};

const COMPLETE_ROW = {
  // Nanoseconds are cut, not rounded.
  cpu_usage_microseconds: 38_613_603,
  cpu_user_microseconds: 38_130_000,
  cpu_system_microseconds: 480_000,
  cpu_periods: 3_891,
  cpu_throttled_periods: 3_627,
  cpu_throttled_microseconds: 222_269_453,
  cpu_limit_millicores: 150,
  // 21,925,888 − 20,971,520
  memory_bytes: 954_368,
  memory_usage_bytes: 21_925_888,
  memory_rss_bytes: 110_592,
  memory_cache_bytes: 20_975_616,
  memory_swap_bytes: 4_096,
  memory_limit_bytes: 67_108_864,
  memory_major_faults: 5,
  memory_limit_hits: 2_850,
  memory_oom_kills: 4,
  disk_read_bytes: 32_505_856,
  disk_write_bytes: 33_722_368,
  disk_read_operations: 496,
  disk_write_operations: 105,
  pids: 2,
  pids_limit: '(no_limit)',
  ...NO_PSI,
};

const open = (): ReturnType<typeof openContainerReader> => openContainerReader(directory(), '/c');

function write(files: Record<string, string> = {}, without: string[] = []): void {
  const all: Record<string, string> = { ...COMPLETE, ...files };
  for (const name of without) delete all[name];
  writeFiles(directory(), all);
}

it('reads every metric of a container that v1 has', () => {
  write();
  const { reader, lines } = open();

  expect(reader.read()).toBe('complete');
  expect(describeRow(reader.row)).toEqual(COMPLETE_ROW);
  expect(lines).toEqual([]);
  reader.close();
});

it.each<[string, Record<string, string>, string[], Record<string, number | string>]>([
  [
    'no limits',
    {
      'cpu,cpuacct/c/cpu.cfs_quota_us': '-1\n',
      'memory/c/memory.limit_in_bytes': '9223372036854771712\n',
    },
    [],
    { cpu_limit_millicores: '(no_limit)', memory_limit_bytes: '(no_limit)' },
  ],
  [
    'no period',
    {},
    ['cpu,cpuacct/c/cpu.cfs_period_us'],
    { cpu_limit_millicores: '(not_supported)' },
  ],
  [
    'a kernel that does not count OOM kills',
    { 'memory/c/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\n' },
    [],
    { memory_oom_kills: '(not_supported)' },
  ],
  [
    'I/O counted by another scheduler',
    {
      'blkio/c/blkio.bfq.io_service_bytes_recursive': '8:0 Read 1\n8:0 Write 2\nTotal 3\n',
      'blkio/c/blkio.bfq.io_serviced_recursive': 'Total 0\n',
    },
    [],
    { disk_read_bytes: 1, disk_write_bytes: 2, disk_read_operations: 496 },
  ],
  [
    'no I/O so far',
    {
      'blkio/c/blkio.throttle.io_service_bytes_recursive': 'Total 0\n',
      'blkio/c/blkio.throttle.io_serviced_recursive': 'Total 0\n',
    },
    [],
    {
      disk_read_bytes: 0,
      disk_write_bytes: 0,
      disk_read_operations: 0,
      disk_write_operations: 0,
    },
  ],
])('with %s', (_, files, without, expected) => {
  write(files, without);
  const { reader } = open();

  expect(reader.read()).toBe('complete');
  expect(describeRow(reader.row)).toEqual({ ...COMPLETE_ROW, ...expected });
  reader.close();
});

it('says controller_missing for a controller that is not mounted, or not used for the cgroup', () => {
  write({}, ['pids/c/pids.current', 'pids/c/pids.max']);
  writeFiles(directory(), { 'pids/other/pids.current': '1\n' });
  rmSync(join(directory(), 'blkio'), { recursive: true });
  const { reader } = open();

  expect(reader.read()).toBe('complete');
  expect(describeRow(reader.row)).toEqual({
    ...COMPLETE_ROW,
    disk_read_bytes: '(controller_missing)',
    disk_write_bytes: '(controller_missing)',
    disk_read_operations: '(controller_missing)',
    disk_write_operations: '(controller_missing)',
    pids: '(controller_missing)',
    pids_limit: '(controller_missing)',
  });
  reader.close();
});

it('is gone when the cgroup is in no tree', () => {
  write();
  const { reader } = open();

  for (const tree of ['cpu,cpuacct', 'memory', 'blkio', 'pids']) {
    rmSync(join(directory(), tree, 'c'), { recursive: true });
  }

  expect(reader.read()).toBe('gone');
});
