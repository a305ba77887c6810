import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { KernelFiles } from './kernel-file';
import { detectLayout } from './layout';
import type { Layout } from './layout';
import type { Controller } from './probe';

const directory = useTemporaryDirectory();

function detect(): Layout {
  return detectLayout(join(directory(), 'cgroup'), join(directory(), 'proc'), new KernelFiles());
}

function makeDirectories(...names: string[]): void {
  for (const name of names) mkdirSync(join(directory(), 'cgroup', name), { recursive: true });
}

/** Directory of a controller's files of the cgroup /a, below the cgroup root. */
function directoryOf(layout: Layout, controller: Controller): string | undefined {
  return layout.placeOf('/a').directoryOf(controller)?.slice(join(directory(), 'cgroup/').length);
}

describe('detectLayout', () => {
  it('tells v2 by cgroup.controllers at the root', () => {
    writeFiles(directory(), { 'cgroup/cgroup.controllers': 'cpu io memory pids\n' });

    const layout = detect();

    expect(layout.version).toBe('v2');
    expect(layout.trees).toEqual([join(directory(), 'cgroup')]);
    expect(directoryOf(layout, 'io')).toBe('a');
  });

  it.each([
    ['together', ['cpu,cpuacct'], 'cpu,cpuacct/a', 'cpu,cpuacct/a'],
    ['together, the other way round', ['cpuacct,cpu'], 'cpuacct,cpu/a', 'cpuacct,cpu/a'],
    ['apart', ['cpu', 'cpuacct'], 'cpu/a', 'cpuacct/a'],
    ['with a third', ['cpu,cpuacct,cpuset'], 'cpu,cpuacct,cpuset/a', 'cpu,cpuacct,cpuset/a'],
  ])('finds cpu and cpuacct of v1 mounted %s', (_, names, cpu, cpuacct) => {
    makeDirectories(...names, 'memory', 'blkio', 'pids');

    const layout = detect();

    expect(layout.version).toBe('v1');
    expect(directoryOf(layout, 'cpu')).toBe(cpu);
    expect(directoryOf(layout, 'cpuacct')).toBe(cpuacct);
    expect(directoryOf(layout, 'io')).toBe('blkio/a');
    expect(layout.trees.map((tree) => tree.split('/').at(-1))).toEqual([
      cpuacct.split('/')[0],
      'memory',
    ]);
  });

  it('finds v1 trees by the mount table where their names tell nothing', () => {
    makeDirectories('one', 'two');
    writeFiles(directory(), {
      'proc/1/mountinfo': [
        '31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755',
        '32 31 0:29 / /sys/fs/cgroup/one rw,relatime - cgroup cgroup rw,cpu,cpuacct',
        '33 31 0:30 / /sys/fs/cgroup/two rw,relatime - cgroup cgroup rw,memory',
        '34 31 0:31 / /sys/fs/cgroup/gone rw,relatime - cgroup cgroup rw,pids',
        '',
      ].join('\n'),
    });

    const layout = detect();

    expect(directoryOf(layout, 'cpuacct')).toBe('one/a');
    expect(directoryOf(layout, 'memory')).toBe('two/a');
    expect(directoryOf(layout, 'pids')).toBeUndefined();
  });

  it('falls back to names when the mount table is garbled', () => {
    makeDirectories('memory');
    writeFiles(directory(), { 'proc/1/mountinfo': 'no table\n' });

    expect(directoryOf(detect(), 'memory')).toBe('memory/a');
  });

  it('reads the v1 trees of a hybrid host', () => {
    makeDirectories('memory', 'cpu,cpuacct');
    symlinkSync('cpu,cpuacct', join(directory(), 'cgroup/cpuacct'));
    writeFiles(directory(), { 'cgroup/unified/cgroup.procs': '1\n' });

    const layout = detect();

    expect(layout.version).toBe('hybrid');
    expect(directoryOf(layout, 'cpuacct')).toBe('cpu,cpuacct/a');
  });

  it('has no trees where there are no cgroups', () => {
    expect(detect().trees).toEqual([]);
  });
});

describe('explainMissing', () => {
  it('on v2 tells a controller that is off from a file the kernel does not have', () => {
    writeFiles(directory(), {
      'cgroup/cgroup.controllers': 'cpu memory io\n',
      'cgroup/a/cgroup.controllers': 'cpu memory\n',
    });
    const place = detect().placeOf('/a');

    expect(place.explainMissing('pids', false)).toBe('controller_missing');
    expect(place.explainMissing('io', false)).toBe('controller_missing');
    expect(place.explainMissing('memory', false)).toBe('not_supported');
  });

  it('on v2 knows a cgroup that is gone', () => {
    writeFiles(directory(), { 'cgroup/cgroup.controllers': 'cpu\n' });

    expect(detect().placeOf('/a').explainMissing('cpu', true)).toBeUndefined();
  });

  it('on v1 tells apart no controller, no cgroup under it, no file', () => {
    makeDirectories('cpuacct/a', 'memory');
    const place = detect().placeOf('/a');

    expect(place.explainMissing('pids', false)).toBe('controller_missing');
    expect(place.explainMissing('memory', false)).toBe('controller_missing');
    expect(place.explainMissing('cpuacct', false)).toBe('not_supported');
  });

  it('on v1 knows a cgroup that is gone, also while only one tree has lost it', () => {
    makeDirectories('cpuacct/a', 'memory');
    const layout = detect();

    expect(layout.placeOf('/a').explainMissing('memory', true)).toBeUndefined();
    expect(layout.placeOf('/b').explainMissing('cpuacct', false)).toBeUndefined();
  });
});
