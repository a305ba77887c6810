import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeRow, openContainerReader } from '../../test/cgroup-reader';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import type { FileTree } from '../../test/temporary-directory';
import { SLOW_TURNS } from './probe';

const directory = useTemporaryDirectory();

const CONTROLLERS = 'cpu io memory pids\n';
const PRESSURE = (some: number, full: number): string =>
  `some avg10=0.00 avg60=0.00 avg300=0.00 total=${some}\n` +
  `full avg10=0.00 avg60=0.00 avg300=0.00 total=${full}\n`;

const COMPLETE: FileTree = {
  'cgroup.controllers': CONTROLLERS,
  'cpu.stat':
    'usage_usec 542906\nuser_usec 135726\nsystem_usec 407179\n' +
    'nr_periods 1497\nnr_throttled 380\nthrottled_usec 18631125\n',
  'cpu.max': '20000 100000\n',
  'memory.current': '23134208\n',
  'memory.stat': 'anon 163840\nfile 22052864\ninactive_file 22020096\npgmajfault 3\n',
  'memory.swap.current': '4096\n',
  'memory.max': '67108864\n',
  'memory.events': 'low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\n',
  'io.stat':
    '253:0 rbytes=100 wbytes=200 rios=1 wios=2 dbytes=0 dios=0\n' +
    '8:0 rbytes=117506048 wbytes=139460608 rios=1793 wios=135 dbytes=0 dios=0\n7:1 \n',
  'pids.current': '2\n',
  'pids.max': '2949\n',
  'cpu.pressure': PRESSURE(11, 12),
  'memory.pressure': PRESSURE(13, 14),
  'io.pressure': PRESSURE(15, 16),
};

const COMPLETE_ROW = {
  cpu_usage_microseconds: 542_906,
  cpu_user_microseconds: 135_726,
  cpu_system_microseconds: 407_179,
  cpu_periods: 1_497,
  cpu_throttled_periods: 380,
  cpu_throttled_microseconds: 18_631_125,
  cpu_limit_millicores: 200,
  // 23,134,208 − 22,020,096
  memory_bytes: 1_114_112,
  memory_usage_bytes: 23_134_208,
  memory_rss_bytes: 163_840,
  memory_cache_bytes: 22_052_864,
  memory_swap_bytes: 4_096,
  memory_limit_bytes: 67_108_864,
  memory_major_faults: 3,
  memory_limit_hits: 7,
  memory_oom_kills: 1,
  // dm-0 stands on sda, whose line has the same bytes again.
  disk_read_bytes: 117_506_048,
  disk_write_bytes: 139_460_608,
  disk_read_operations: 1_793,
  disk_write_operations: 135,
  pids: 2,
  pids_limit: 2_949,
  cpu_pressure_some_microseconds: 11,
  cpu_pressure_full_microseconds: 12,
  memory_pressure_some_microseconds: 13,
  memory_pressure_full_microseconds: 14,
  io_pressure_some_microseconds: 15,
  io_pressure_full_microseconds: 16,
};

/** Writes the cgroup /c; `undefined` leaves a file out. */
function writeCgroup(files: Record<string, string | Buffer | undefined> = {}): void {
  const present = Object.entries({ ...COMPLETE, ...files }).filter(
    (entry): entry is [string, string | Buffer] => entry[1] !== undefined,
  );
  writeFiles(join(directory(), 'c'), Object.fromEntries(present));
  writeFiles(directory(), { 'cgroup.controllers': CONTROLLERS });
}

const open = (): ReturnType<typeof openContainerReader> => openContainerReader(directory(), '/c');

it('reads every metric of a container', () => {
  writeCgroup();
  const { reader, lines } = open();

  expect(reader.read()).toBe('complete');
  expect(describeRow(reader.row)).toEqual(COMPLETE_ROW);
  expect(lines).toEqual([]);
  reader.close();
});

it.each<[string, Record<string, string | undefined>, Record<string, number | string>]>([
  [
    'no limits',
    { 'cpu.max': 'max 100000\n', 'memory.max': 'max\n', 'pids.max': 'max\n' },
    {
      cpu_limit_millicores: '(no_limit)',
      memory_limit_bytes: '(no_limit)',
      pids_limit: '(no_limit)',
    },
  ],
  [
    'no PSI',
    { 'cpu.pressure': undefined, 'memory.pressure': undefined, 'io.pressure': undefined },
    {
      cpu_pressure_some_microseconds: '(no_psi)',
      cpu_pressure_full_microseconds: '(no_psi)',
      memory_pressure_some_microseconds: '(no_psi)',
      memory_pressure_full_microseconds: '(no_psi)',
      io_pressure_some_microseconds: '(no_psi)',
      io_pressure_full_microseconds: '(no_psi)',
    },
  ],
  [
    'no swap accounting',
    { 'memory.swap.current': undefined },
    { memory_swap_bytes: '(not_supported)' },
  ],
  [
    'no I/O so far',
    { 'io.stat': '' },
    {
      disk_read_bytes: 0,
      disk_write_bytes: 0,
      disk_read_operations: 0,
      disk_write_operations: 0,
    },
  ],
  [
    'the pids controller off in this subtree',
    {
      'cgroup.controllers': 'cpu io memory\n',
      'pids.current': undefined,
      'pids.max': undefined,
    },
    { pids: '(controller_missing)', pids_limit: '(controller_missing)' },
  ],
  [
    'the cpu controller off, where times are counted all the same',
    {
      'cgroup.controllers': 'io memory pids\n',
      'cpu.stat': 'usage_usec 3\nuser_usec 1\nsystem_usec 2\n',
      'cpu.max': undefined,
    },
    {
      cpu_usage_microseconds: 3,
      cpu_user_microseconds: 1,
      cpu_system_microseconds: 2,
      cpu_periods: '(controller_missing)',
      cpu_throttled_periods: '(controller_missing)',
      cpu_throttled_microseconds: '(controller_missing)',
      cpu_limit_millicores: '(controller_missing)',
    },
  ],
  [
    'more inactive pages than usage',
    { 'memory.current': '4096\n' },
    { memory_usage_bytes: 4_096, memory_bytes: 0 },
  ],
  [
    'no memory.current, on which the working set depends',
    { 'memory.current': undefined },
    { memory_usage_bytes: '(not_supported)', memory_bytes: '(not_supported)' },
  ],
])('with %s', (_, files, expected) => {
  writeCgroup(files);
  const { reader, lines } = open();

  expect(reader.read()).toBe('complete');
  expect(describeRow(reader.row)).toEqual({ ...COMPLETE_ROW, ...expected });
  expect(lines).toEqual([]);
  reader.close();
});

const LOST_MEMORY = {
  memory_bytes: '(malformed)',
  memory_rss_bytes: '(malformed)',
  memory_cache_bytes: '(malformed)',
  memory_major_faults: '(malformed)',
};

it.each<[string, Record<string, string | Buffer>, Record<string, string>]>([
  ['a truncated file', { 'memory.stat': 'anon 163840\nfile 220528' }, LOST_MEMORY],
  ['an empty file', { 'memory.stat': '' }, LOST_MEMORY],
  ['a bad value', { 'memory.stat': 'anon -1\n' }, LOST_MEMORY],
  ['binary bytes', { 'memory.stat': Buffer.from([0, 255, 1, 10, 128]) }, {}],
  ['a value above 2^53', { 'memory.current': '9007199254740993\n' }, {}],
  ['a period of 0', { 'cpu.max': '20000 0\n' }, {}],
])('goes on with the other files after %s', (_, files, expected) => {
  writeCgroup(files);
  const { reader } = open();

  reader.read();

  expect(describeRow(reader.row)).toMatchObject({
    cpu_usage_microseconds: 542_906,
    pids: 2,
    ...expected,
  });
  reader.close();
});

it('says why a value is absent and logs it once, with pod and container', () => {
  writeCgroup({ 'memory.current': '9007199254740993\n' });
  const { reader, lines } = open();

  expect(reader.read()).toBe('broken');
  expect(reader.read()).toBe('broken');
  expect(describeRow(reader.row)).toMatchObject({
    memory_usage_bytes: '(overflow)',
    memory_bytes: '(overflow)',
    memory_rss_bytes: 163_840,
  });
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'warn',
      pod: 'p1',
      container: 'c1',
      file: 'memory.current',
      reason: 'overflow',
    }),
  ]);
  reader.close();
});

it('takes a limit of no period for malformed, not for infinite', () => {
  writeCgroup({ 'cpu.max': '20000 0\n' });
  const { reader } = open();

  reader.read();

  expect(describeRow(reader.row)).toMatchObject({ cpu_limit_millicores: '(malformed)' });
  reader.close();
});

const itAsUser = process.getuid?.() === 0 ? it.skip : it;

itAsUser('says permission_denied for a file it may not read', () => {
  writeCgroup();
  chmodSync(join(directory(), 'c/memory.stat'), 0o000);
  const { reader } = open();

  expect(reader.read()).toBe('broken');
  expect(describeRow(reader.row)).toMatchObject({
    memory_bytes: '(permission_denied)',
    memory_usage_bytes: 23_134_208,
  });
  reader.close();
});

it('is gone when the cgroup vanished before its first reading', () => {
  writeCgroup();
  const { reader, lines } = open();

  rmSync(join(directory(), 'c'), { recursive: true });

  expect(reader.read()).toBe('gone');
  expect(lines).toEqual([]);
});

it('is gone when the cgroup vanished after some of its files were read', () => {
  writeCgroup({ 'pids.current': undefined });
  const { reader } = open();
  reader.read();

  // Open descriptors of plain files stay readable; pids.current has none.
  rmSync(join(directory(), 'c'), { recursive: true });
  const outcomes = Array.from({ length: SLOW_TURNS }, () => reader.read());

  expect(outcomes).toContain('gone');
  reader.close();
});

it('reads again when the cgroup was made again under its name', () => {
  writeFiles(directory(), { 'cgroup.controllers': CONTROLLERS });
  const { reader } = open();
  expect(reader.read()).toBe('gone');

  writeCgroup();

  expect(reader.read()).toBe('complete');
  expect(describeRow(reader.row)).toEqual(COMPLETE_ROW);
  reader.close();
});

it('reads counters each turn and limits at least every SLOW_TURNS turns', () => {
  writeCgroup();
  const { reader } = open();
  reader.read();

  writeCgroup({
    'cpu.stat': 'usage_usec 542907\n',
    'cpu.max': '50000 100000\n',
    'pids.current': '9\n',
  });
  reader.read();
  expect(describeRow(reader.row)).toMatchObject({ cpu_limit_millicores: 200, pids: 9 });
  for (let turn = 1; turn < SLOW_TURNS; turn += 1) reader.read();

  expect(describeRow(reader.row)).toMatchObject({ cpu_limit_millicores: 500 });
  reader.close();
});

it('finds a file that appears later', () => {
  writeCgroup({ 'pids.current': undefined });
  const { reader } = open();
  reader.read();
  expect(describeRow(reader.row)).toMatchObject({ pids: '(not_supported)' });

  writeCgroup();
  for (let turn = 0; turn < SLOW_TURNS; turn += 1) reader.read();

  expect(describeRow(reader.row)).toMatchObject({ pids: 2 });
  reader.close();
});

describe('an idle cgroup', () => {
  const CHANGED = {
    'memory.stat': 'anon 1\nfile 2\ninactive_file 3\npgmajfault 4\n',
    'memory.events': 'max 8\noom_kill 2\n',
    'pids.current': '9\n',
    'memory.swap.current': '8192\n',
    'io.pressure': PRESSURE(17, 18),
  };

  it('is read where something can change although nothing of it ran', () => {
    writeCgroup();
    const { reader } = open();
    reader.read();

    writeCgroup(CHANGED);
    reader.read();

    expect(describeRow(reader.row)).toEqual({
      ...COMPLETE_ROW,
      memory_bytes: COMPLETE_ROW.memory_usage_bytes - 3,
      memory_rss_bytes: 1,
      memory_cache_bytes: 2,
      memory_major_faults: 4,
      memory_swap_bytes: 8_192,
      io_pressure_some_microseconds: 17,
      io_pressure_full_microseconds: 18,
    });
    reader.close();
  });

  it('is not read further when it is a sandbox', () => {
    writeCgroup();
    const { reader } = open();
    reader.read(true);

    writeCgroup(CHANGED);
    reader.read(true);

    expect(describeRow(reader.row)).toEqual(COMPLETE_ROW);
    reader.close();
  });

  it.each([
    ['ran', { 'cpu.stat': 'usage_usec 542907\n' }],
    ['was reclaimed from', { 'memory.current': '23130112\n' }],
  ])('is idle no more when it %s', (_, files) => {
    writeCgroup();
    const { reader } = open();
    reader.read(true);

    writeCgroup({ ...CHANGED, ...files });
    reader.read(true);

    expect(describeRow(reader.row)).toMatchObject({
      memory_rss_bytes: 1,
      memory_limit_hits: 8,
      pids: 9,
      io_pressure_some_microseconds: 17,
    });
    reader.close();
  });

  it('is read whole every SLOW_TURNS turns', () => {
    writeCgroup();
    const { reader } = open();
    reader.read(true);

    writeCgroup(CHANGED);
    for (let turn = 0; turn < SLOW_TURNS; turn += 1) reader.read(true);

    expect(describeRow(reader.row)).toMatchObject({ pids: 9, memory_limit_hits: 8 });
    reader.close();
  });

  it('stays counted as broken', () => {
    writeCgroup({ 'pids.current': 'many\n' });
    const { reader } = open();

    expect([reader.read(), reader.read(), reader.read(true)]).toEqual([
      'broken',
      'broken',
      'broken',
    ]);
    reader.close();
  });
});

it('loses what a directory in place of a file would have given', () => {
  writeCgroup({ 'pids.current': undefined });
  mkdirSync(join(directory(), 'c/pids.current'));
  const { reader } = open();

  expect(reader.read()).toBe('broken');
  expect(describeRow(reader.row)).toMatchObject({ pids: '(malformed)' });
  reader.close();
});
