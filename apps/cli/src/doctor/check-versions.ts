import type { Item } from '../api/item';
import { VERSION } from '../version';
import { findingsOf, listNames, type Finding } from './finding';

const SAME = 'Upgrade so that API, collectors and this program are of one version.';

/** Whether program, API and collectors are of one version. */
export function checkVersions(api: string | undefined, nodes: readonly Item[]): Finding {
  const { ok, warning } = findingsOf('versions');
  const byVersion = new Map<string, string[]>();
  for (const node of nodes) {
    const { collector_version: version } = (node['facts'] ?? {}) as { collector_version?: string };
    if (version === undefined) continue;
    byVersion.set(version, [...(byVersion.get(version) ?? []), String(node.node)]);
  }
  const collectors = [...byVersion].map(
    ([version, names]) => `${version} (${listNames(names, 3)})`,
  );
  const text = `this program ${VERSION}, API ${api ?? 'unknown'}, collectors ${collectors.join(', ') || 'unknown'}`;
  const all = new Set([VERSION, ...(api === undefined ? [] : [api]), ...byVersion.keys()]);
  return all.size === 1 ? ok(text) : warning(text, SAME);
}
