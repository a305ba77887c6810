import type { Item } from '../api/item';
import { findingsOf, listNames, type Finding } from './finding';

interface Facts {
  readonly cgroup_version?: string;
  readonly cgroup_driver?: string;
}

/** Reasons that say something of how a node is set up, and what helps. */
const SETUP_REASONS: Readonly<Record<string, string>> = {
  permission_denied:
    'The collector may not read it: are /proc and /sys/fs/cgroup mounted as in deploy/, and is /proc without hidepid?',
  controller_missing:
    'Enable the cgroup controller: kernel parameters such as cgroup_enable=memory (v1), or Delegate= of the units above (v2).',
  no_psi: 'The kernel has no pressure information: start it with psi=1 where you want it.',
};

/** cgroup version and driver of the nodes, and what their set-up keeps from being read. */
export function checkCgroups(nodes: readonly Item[]): Finding[] {
  const { ok, warning } = findingsOf('cgroups');
  const groups = new Map<string, string[]>();
  for (const node of nodes) {
    const { cgroup_version: version, cgroup_driver: driver } = (node['facts'] ?? {}) as Facts;
    if (version === undefined) continue;
    const set = `cgroup ${version}, driver ${driver ?? 'unknown'}`;
    groups.set(set, [...(groups.get(set) ?? []), String(node.node)]);
  }
  const findings = [...groups].map(([set, names]) => ok(`${set}: ${listNames(names)}`));
  if (groups.size > 1) {
    findings.push(
      warning(
        'the nodes are not set up alike: some values exist on some of them only',
        'docs/metrics.md says which values each cgroup version has.',
      ),
    );
  }
  for (const [reason, remedy] of Object.entries(SETUP_REASONS)) {
    const fields = new Set<string>();
    const hit = nodes.filter(({ missing = {} }) => {
      const own = Object.entries(missing).filter(([, code]) => code === reason);
      own.forEach(([field]) => fields.add(field));
      return own.length > 0;
    });
    if (hit.length === 0) continue;
    const names = listNames(hit.map(({ node }) => String(node)));
    findings.push(
      warning(`${reason} on ${names}: ${listNames([...fields])} cannot be read`, remedy),
    );
  }
  return findings;
}
