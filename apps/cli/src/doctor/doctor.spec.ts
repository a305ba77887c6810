import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAgents } from './check-agents';
import { checkCgroups } from './check-cgroups';
import { checkNodeClocks } from './check-clock';
import { checkHost } from './check-host';
import { checkStorage } from './check-storage';
import { checkVersions } from './check-versions';
import type { Finding } from './finding';

const toTexts = (findings: readonly Finding[]) =>
  findings.map(({ level, text }) => `${level}: ${text}`);

describe('this machine', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kubemonitor-host-'));
    mkdirSync(join(root, 'proc/self'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const look = (...mounts: string[]) => {
    writeFileSync(join(root, 'proc/self/mounts'), `${mounts.join('\n')}\n`);
    return toTexts(checkHost(root));
  };
  const NO_PSI = 'warning: the kernel tells no pressure stall information';

  it('finds cgroup v2, and pressure information', () => {
    mkdirSync(join(root, 'proc/pressure'));
    writeFileSync(join(root, 'proc/pressure/cpu'), '');
    expect(look('cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0')).toEqual([
      'ok: cgroup v2 at /sys/fs/cgroup',
      'ok: pressure stall information is there',
    ]);
  });

  it('finds controllers of v1 that are not mounted', () => {
    expect(
      look(
        'cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,cpu,cpuacct 0 0',
        'cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0',
      ),
    ).toEqual(['warning: cgroup v1, v1 controllers at 2 mounts; without blkio, pids', NO_PSI]);
  });

  it('finds a hidden /proc, and no cgroups at all', () => {
    expect(look('proc /proc proc rw,nosuid,hidepid=2 0 0')).toEqual([
      'error: no cgroup file system is mounted',
      'warning: /proc is mounted with hidepid: pods’ network cannot be read by other users',
      NO_PSI,
    ]);
    expect(look('proc /proc proc rw,hidepid=0 0 0')).not.toContainEqual(
      expect.stringMatching('hidepid'),
    );
  });

  it('says where it cannot look', () => {
    rmSync(join(root, 'proc'), { recursive: true });
    expect(toTexts(checkHost(root))).toEqual([
      'ok: it has no /proc/self/mounts: its cgroups are not looked at',
    ]);
  });
});

it('finds collectors that are late, silent or not there', () => {
  expect(toTexts(checkAgents([]))).toEqual(['error: no node has reported']);
  const nodes = [
    { node: 'a', timestamp: '2026-11-23T12:00:00Z', stale: false },
    { node: 'b', timestamp: null },
    { node: 'c', timestamp: '2026-11-23T11:00:00Z', stale: true, age_seconds: 300 },
  ];
  const partial = [
    { node: 'b', reason: 'not_reported' },
    { node: 'a', reason: 'agent_late' },
  ];
  expect(toTexts(checkAgents(nodes, partial))).toEqual([
    'error: these nodes have no samples: b',
    'error: late by more than three intervals: c (5m)',
    'warning: late at this moment: a (agent_late)',
  ]);
  expect(toTexts(checkAgents(nodes.slice(0, 1)))).toEqual(['ok: 1 of 1 nodes report in time']);
});

it('finds nodes that are set up differently, and what cannot be read', () => {
  const nodes = [
    {
      node: 'a',
      facts: { cgroup_version: 'v2', cgroup_driver: 'systemd' },
      missing: { x: 'no_psi', y: 'gap' },
    },
    { node: 'b', facts: { cgroup_version: 'v1', cgroup_driver: 'cgroupfs' } },
  ];
  expect(toTexts(checkCgroups(nodes))).toEqual([
    'ok: cgroup v2, driver systemd: a',
    'ok: cgroup v1, driver cgroupfs: b',
    'warning: the nodes are not set up alike: some values exist on some of them only',
    'warning: no_psi on a: x cannot be read',
  ]);
});

it.each([
  [
    { items: [{ node: 'a', timestamp: '2026-11-23T12:00:03Z' }], at: '12:00:00', refused: 0 },
    'warning',
  ],
  [{ items: [{ node: 'a', timestamp: '2026-11-23T12:00:01Z' }], at: '12:00:00', refused: 0 }, 'ok'],
  [{ items: [], at: '12:00:00', refused: 3 }, 'error'],
])('clocks of nodes: %j is %s', ({ items, at, refused }, level) => {
  const metadata = { timestamp: `2026-11-23T${at}Z` };
  const ingest: Record<string, number> = refused === 0 ? {} : { 'clock-skew': refused };
  expect(checkNodeClocks({ items, metadata }, ingest).level).toBe(level);
});

it('finds a store that loses or refuses something', () => {
  const held = { series: 10, nodes: 1, pods: 2 };
  expect(
    toTexts(checkStorage({ ...held, block_bytes: 1_024, journal_bytes: 512, names_bytes: 0 })),
  ).toEqual(['ok: 10 series of 1 nodes and 2 pods, 1.5Ki on disk']);
  const bad = { ...held, open_bytes: 1_024, refused_batches: 2, refused_entities: 3 };
  expect(checkStorage(bad).map(({ level }) => level)).toEqual(['warning', 'error', 'warning']);
});

it('finds programs of different versions', () => {
  const nodes = [{ node: 'a', facts: { collector_version: '0.0.9' } }];
  expect(checkVersions('0.1.0', nodes).level).toBe('warning');
});
