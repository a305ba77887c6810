import { SCOPES } from '@kubemonitor/metrics-model';
import type { StoreStats } from '../store';
import type { EntityView } from './entities/entity-view';

/** What this process knows of the store; samples and their bytes are the server's to count. */
export function collectStats(view: EntityView, refusedEntities: number): StoreStats {
  let oldestMs = Number.NaN;
  const entities = { node: 0, pod: 0, container: 0, cgroup: 0 };
  for (const scope of SCOPES) {
    for (const { firstSeenMs } of view.stored(scope)) {
      entities[scope] += 1;
      if (!(firstSeenMs >= oldestMs)) oldestMs = firstSeenMs;
    }
  }
  return {
    entities,
    series: view.series,
    refusedEntities,
    openWindows: 0,
    sealedWindows: 0,
    sealedSamples: 0,
    sealedBytes: 0,
    openBytes: 0,
    oldestMs,
    disk: undefined,
  };
}
