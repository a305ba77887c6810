import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodeTree, type NodeTree } from './node-tree';

const RECORDING = join(__dirname, '../../../../test/fixtures/cluster-v2/a/rootfs');

describe('buildNodeTree', () => {
  const target = mkdtempSync(join(tmpdir(), 'node-tree-'));
  let tree: NodeTree;
  let slice: string;

  beforeAll(() => {
    const size = { pods: 4, containersPerPod: 3, seed: 1 };
    tree = buildNodeTree({ recording: RECORDING, target, ...size });
    slice = join(tree.cgroup, 'kubepods.slice/kubepods-burstable.slice');
  });

  afterAll(() => rmSync(target, { recursive: true, force: true }));

  const podSlices = (): string[] => readdirSync(slice).filter((name) => name.includes('-pod'));

  it('has as many pods and containers as asked for, and none of the recorded ones', () => {
    expect(podSlices()).toHaveLength(4);
    for (const pod of podSlices()) {
      const scopes = readdirSync(join(slice, pod)).filter((name) => name.endsWith('.scope'));
      expect(scopes).toHaveLength(3);
    }
    const besteffort = readdirSync(join(tree.cgroup, 'kubepods.slice/kubepods-besteffort.slice'));
    expect(besteffort.filter((name) => name.includes('-pod'))).toEqual([]);
  });

  it('gives each container a process that names its cgroup', () => {
    const [pod] = podSlices();
    const scopes = readdirSync(join(slice, pod)).filter((name) => name.endsWith('.scope'));
    for (const scope of scopes) {
      const pid = readFileSync(join(slice, pod, scope, 'cgroup.procs'), 'utf8').trim();
      expect(readFileSync(join(tree.proc, pid, 'cgroup'), 'utf8')).toBe(
        `0::/kubepods.slice/kubepods-burstable.slice/${pod}/${scope}\n`,
      );
      expect(readFileSync(join(tree.proc, pid, 'stat'), 'utf8').startsWith(`${pid} (`)).toBe(true);
      expect(readlinkSync(join(tree.proc, pid, 'ns/net'))).toMatch(/^net:\[\d+\]$/);
    }
  });

  it('keeps the files of the host', () => {
    const stat = readFileSync(join(tree.proc, 'stat'), 'utf8');
    expect(stat).toBe(readFileSync(join(RECORDING, 'proc/stat'), 'utf8'));
  });
});
