import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOf, type Finding } from './finding';

interface Mount {
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** cgroup v1 controllers that values come from. */
const CONTROLLERS = ['cpuacct', 'memory', 'blkio', 'pids'] as const;

/**
 * The cgroup mounts, /proc and pressure information of this machine: what a collector on it
 * would find. `root` is where its file system is seen.
 */
export function checkHost(root: string): Finding[] {
  const { ok, warning, error } = findingsOf('this machine');
  const mounts = readMounts(root);
  if (mounts === undefined) {
    return [ok('it has no /proc/self/mounts: its cgroups are not looked at')];
  }
  const findings: Finding[] = [];
  const unified = mounts.filter(({ type }) => type === 'cgroup2');
  const legacy = mounts.filter(({ type }) => type === 'cgroup');
  if (unified.length + legacy.length === 0) {
    findings.push(
      error(
        'no cgroup file system is mounted',
        'Mount cgroup2 at /sys/fs/cgroup; without it pods cannot be measured.',
      ),
    );
  } else if (legacy.length === 0) {
    findings.push(ok(`cgroup v2 at ${unified.map(({ point }) => point).join(', ')}`));
  } else {
    const version = unified.length > 0 ? 'v1 and v2 (hybrid)' : 'v1';
    const held = legacy.flatMap(({ options }) => options);
    const absent = CONTROLLERS.filter((name) => !held.includes(name));
    const text = `cgroup ${version}, v1 controllers at ${legacy.length} mounts`;
    findings.push(
      absent.length === 0
        ? ok(text)
        : warning(
            `${text}; without ${absent.join(', ')}`,
            'Mount these controllers (cgroup v1), or move to cgroup v2.',
          ),
    );
  }
  const proc = mounts.findLast(({ point, type }) => point === '/proc' && type === 'proc');
  const isHidden = proc?.options.some((option) => /^hidepid=(?!0|off)/.test(option)) === true;
  if (isHidden) {
    findings.push(
      warning(
        '/proc is mounted with hidepid: pods’ network cannot be read by other users',
        'Give the collector the group of the mount’s gid= option (supplementalGroups), see docs/security.md.',
      ),
    );
  }
  findings.push(
    existsSync(join(root, 'proc/pressure/cpu'))
      ? ok('pressure stall information is there')
      : warning(
          'the kernel tells no pressure stall information',
          'Start the kernel with psi=1 where you want it.',
        ),
  );
  return findings;
}

/** Format: proc_pid_mounts(5). */
function readMounts(root: string): Mount[] | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, 'proc/self/mounts'), 'utf8');
  } catch {
    // Not Linux, or /proc is not there: said by the caller.
    return undefined;
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, point = '', type = '', options = ''] = line.split(' ');
      return { point, type, options: options.split(',') };
    });
}
