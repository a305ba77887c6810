import { Counter, Gauge, type Registry } from 'prom-client';
import type { IdentitySource, ResourceWatch } from '../identity/identity-source';

/** How the cluster is followed; no series where it is not. Read when it is asked for. */
export function addWatchMetrics(registers: Registry[], identities: IdentitySource): void {
  const watches = (): readonly ResourceWatch[] => identities.watches ?? [];
  const labelNames = ['resource'];
  const gauge = (name: string, help: string, read: (watch: ResourceWatch) => number | undefined) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const watch of watches()) {
          const value = read(watch);
          if (value !== undefined) this.set({ resource: watch.resource }, value);
        }
      },
    });
  const counter = (name: string, help: string, read: (watch: ResourceWatch) => number) =>
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const watch of watches()) this.inc({ resource: watch.resource }, read(watch));
      },
    });
  gauge(
    'kubemonitor_cluster_watch_synced',
    '1 once all objects of the resource were listed.',
    ({ state }) => Number(state.isSynced),
  );
  gauge(
    'kubemonitor_cluster_watch_connected',
    '1 while the resource is listed or watched, 0 after a failure.',
    ({ state }) => Number(state.phase === 'watching' || state.phase === 'listing'),
  );
  gauge(
    'kubemonitor_cluster_watch_last_heard_time_seconds',
    'When the Kubernetes API server was last heard, seconds since the epoch.',
    ({ state }) => (state.lastHeardAt === undefined ? undefined : state.lastHeardAt / 1_000),
  );
  counter(
    'kubemonitor_cluster_watch_lists_total',
    'Lists of the resource read to their end.',
    ({ state }) => state.lists,
  );
  counter(
    'kubemonitor_cluster_watch_events_total',
    'Objects added, changed or deleted while watching.',
    ({ state }) => state.events,
  );
  counter(
    'kubemonitor_cluster_watch_failures_total',
    'Lists and watches that failed.',
    ({ state }) => state.failures,
  );
  counter(
    'kubemonitor_cluster_watch_refused_objects_total',
    'Objects that could not be understood.',
    ({ state }) => state.refused,
  );
}
