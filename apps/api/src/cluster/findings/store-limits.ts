import type { StoreStats } from '@kubemonitor/storage';
import type { FindingCode } from '@kubemonitor/metrics-model';
import { find, toWholePercent, type Finding } from './finding';
import { STORE_RATIO } from './thresholds';

/** How much the store may hold. */
export interface StoreLimits {
  readonly maxSeries: number;
  readonly maxEntities: number;
  readonly maxDiskBytes: number;
}

/** What the store is about to run out of. */
export function judgeStore(stats: StoreStats, limits: StoreLimits): Finding[] {
  const { entities, series, disk } = stats;
  const known = Object.values(entities).reduce((sum, count) => sum + count, 0);
  const findings = [
    ...near('series_near_limit', series, limits.maxSeries, {
      severity: 'error',
      unit: 'count',
    }),
    ...near('entities_near_limit', known, limits.maxEntities, {
      severity: 'warning',
      unit: 'count',
    }),
  ];
  if (disk === undefined) return findings;
  const bytes =
    disk.journalBytes + disk.blockBytes + disk.namesBytes + disk.minuteBytes + disk.hourBytes;
  findings.push(
    ...near('disk_near_limit', bytes, limits.maxDiskBytes, {
      severity: 'info',
      unit: 'bytes',
    }),
  );
  if (disk.refusedBatches > 0) {
    findings.push(
      find({
        severity: 'error',
        code: 'disk_refuses',
        kind: 'store',
        name: 'store',
        values: { count: disk.refusedBatches },
        value: disk.refusedBatches,
        unit: 'count',
      }),
    );
  }
  return findings;
}

interface Words {
  readonly severity: Finding['severity'];
  readonly unit: NonNullable<Finding['unit']>;
}

function near(
  code: FindingCode,
  value: number,
  limit: number,
  { severity, unit }: Words,
): Finding[] {
  const ratio = value / limit;
  if (ratio < STORE_RATIO) return [];
  return [
    find({
      severity,
      code,
      kind: 'store',
      name: 'store',
      values: { percent: toWholePercent(ratio) },
      value,
      limit,
      unit,
    }),
  ];
}
