import type { StoreStats } from '@kubemonitor/storage';
import { toPercentText, type Finding, type FindingCode } from './finding';
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
      message: (percent) =>
        `The store holds ${percent} of the series it may (MAX_SERIES); above it new ones are refused.`,
    }),
    ...near('entities_near_limit', known, limits.maxEntities, {
      severity: 'warning',
      unit: 'count',
      message: (percent) =>
        `The store knows ${percent} of the pods, containers and nodes it may (MAX_ENTITIES); above it the oldest samples are dropped.`,
    }),
  ];
  if (disk === undefined) return findings;
  const bytes =
    disk.journalBytes + disk.blockBytes + disk.namesBytes + disk.minuteBytes + disk.hourBytes;
  findings.push(
    ...near('disk_near_limit', bytes, limits.maxDiskBytes, {
      severity: 'info',
      unit: 'bytes',
      message: (percent) =>
        `The store fills ${percent} of the disk space it may (RETENTION_MAX_BYTES); above it the oldest samples are dropped.`,
    }),
  );
  if (disk.refusedBatches > 0) {
    findings.push({
      severity: 'error',
      code: 'disk_refuses',
      kind: 'store',
      name: 'store',
      message: `The store’s disk failed: ${disk.refusedBatches} batches of reports were refused since the start.`,
      value: disk.refusedBatches,
      unit: 'count',
    });
  }
  return findings;
}

interface Words {
  readonly severity: Finding['severity'];
  readonly unit: NonNullable<Finding['unit']>;
  readonly message: (percent: string) => string;
}

function near(
  code: FindingCode,
  value: number,
  limit: number,
  { severity, unit, message }: Words,
): Finding[] {
  const ratio = value / limit;
  if (ratio < STORE_RATIO) return [];
  return [
    {
      severity,
      code,
      kind: 'store',
      name: 'store',
      message: message(toPercentText(ratio)),
      value,
      limit,
      unit,
    },
  ];
}
