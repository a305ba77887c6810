import type { ResourceWatch } from '../../identity/identity-source';
import type { Finding } from './finding';
import { CLUSTER_QUIET_MS } from './thresholds';

/** What keeps the server from following the cluster. */
export function judgeWatches(watches: readonly ResourceWatch[], nowMs: number): Finding[] {
  return watches.flatMap(({ resource, state }): Finding[] => {
    const about = { kind: 'cluster', name: resource } as const;
    if (state.phase === 'denied') {
      const message = `The server has no right to list ${resource} of the cluster.`;
      return [{ severity: 'warning', code: 'cluster_denied', ...about, message }];
    }
    const { lastHeardAt } = state;
    const isQuiet = lastHeardAt !== undefined && nowMs - lastHeardAt > CLUSTER_QUIET_MS;
    if (state.phase !== 'waiting' || !isQuiet) return [];
    const message = `The cluster’s API server cannot be reached: what is said of ${resource} is old.`;
    const code = 'cluster_unreachable';
    return [{ severity: 'error', code, ...about, message, sinceMs: lastHeardAt }];
  });
}
