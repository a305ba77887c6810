import type { ResourceWatch } from '../../identity/identity-source';
import { find, type Finding } from './finding';
import { CLUSTER_QUIET_MS } from './thresholds';

/** What keeps the server from following the cluster. */
export function judgeWatches(watches: readonly ResourceWatch[], nowMs: number): Finding[] {
  return watches.flatMap(({ resource, state }): Finding[] => {
    const about = { kind: 'cluster', name: resource, values: { resource } } as const;
    if (state.phase === 'denied') {
      return [find({ severity: 'warning', code: 'cluster_denied', ...about })];
    }
    const { lastHeardAt } = state;
    const isQuiet = lastHeardAt !== undefined && nowMs - lastHeardAt > CLUSTER_QUIET_MS;
    if (state.phase !== 'waiting' || !isQuiet) return [];
    const code = 'cluster_unreachable';
    return [find({ severity: 'error', code, ...about, sinceMs: lastHeardAt })];
  });
}
