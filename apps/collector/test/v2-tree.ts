import { join } from 'node:path';
import { writeFiles } from './temporary-directory';

const CONTROLLERS = 'cpu io memory pids\n';
const PRESSURE =
  'some avg10=0.00 avg60=0.00 avg300=0.00 total=1\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n';

/** A host of cgroup v2 below a test's directory: `proc`, `cgroup`, `sys`. */
export class V2Tree {
  constructor(private readonly directory: string) {
    writeFiles(directory, {
      'cgroup/cgroup.controllers': CONTROLLERS,
      'cgroup/cpu.stat': 'usage_usec 900\nuser_usec 600\nsystem_usec 300\n',
      'cgroup/memory.stat': 'anon 1000\nfile 500\ninactive_file 300\n',
      'proc/stat':
        'cpu  1 2 3 4 5 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\nprocs_running 2\nprocs_blocked 1\n',
      'proc/meminfo':
        'MemTotal: 8 kB\nMemFree: 2 kB\nMemAvailable: 3 kB\nSwapTotal: 5 kB\nSwapFree: 4 kB\n',
      'proc/loadavg': '0.50 0.25 0.75 2/345 9999\n',
      'proc/uptime': '100.25 50.00\n',
      'proc/vmstat': 'pgmajfault 11\noom_kill 2\n',
      'proc/diskstats':
        '   8       0 sda 10 0 20 0 30 0 40 0 0 50 0\n   8       1 sda1 10 0 20 0 30 0 40 0 0 50 0\n',
    });
  }

  get roots(): { proc: string; cgroup: string; sys: string; maxCgroups: number } {
    return {
      proc: this.proc,
      cgroup: this.cgroup,
      sys: join(this.directory, 'sys'),
      maxCgroups: 10,
    };
  }

  get proc(): string {
    return join(this.directory, 'proc');
  }

  get cgroup(): string {
    return join(this.directory, 'cgroup');
  }

  /** Makes a cgroup with a CPU time, some memory and `pids` tasks. */
  addCgroup(path: string, usageUsec: number, files: Record<string, string> = {}): void {
    writeFiles(join(this.cgroup, path), {
      'cgroup.controllers': CONTROLLERS,
      'cgroup.procs': '',
      'cpu.stat': `usage_usec ${usageUsec}\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n`,
      'cpu.max': 'max 100000\n',
      'memory.current': '5000\n',
      'memory.stat': 'anon 100\nfile 200\ninactive_file 50\npgmajfault 1\n',
      'memory.swap.current': '0\n',
      'memory.max': '10000\n',
      'memory.events': 'max 0\noom_kill 0\n',
      'io.stat': '',
      'pids.current': '3\n',
      'pids.max': 'max\n',
      'cpu.pressure': PRESSURE,
      'memory.pressure': PRESSURE,
      'io.pressure': PRESSURE,
      ...files,
    });
  }
}

/** The row of `id` in a section as an object: a value, or the reason in brackets. */
export function describeEntity(
  section: {
    fields: string[];
    ids: string[];
    rows: (number | null)[][];
    absent: { field: string; row?: number; reason: string }[];
  },
  id: string,
): Record<string, number | string> {
  const row = section.ids.indexOf(id);
  const entity: Record<string, number | string> = {};
  for (const { field, row: of, reason } of section.absent) {
    if (of === undefined || of === row) entity[field] = `(${reason})`;
  }
  section.fields.forEach((field, column) => {
    const value = section.rows[row][column];
    if (value !== null) entity[field] = value;
  });
  return entity;
}
