import type { WorkloadReference } from '../../identity/pod-identity';
import { find, toContainers, toWholePercent, type Finding } from './finding';
import {
  MEMORY_LIMIT_ERROR_RATIO,
  MEMORY_LIMIT_WARNING_RATIO,
  THROTTLED_RATIO,
} from './thresholds';

/** Where a container, or a pod without known containers, is. */
export interface UsePlace {
  readonly namespace: string | undefined;
  /** The pod's name, or its uid. */
  readonly name: string;
  readonly container: string | undefined;
  readonly node: string | undefined;
  readonly workload?: WorkloadReference;
}

/** Working set against the memory limit; a value that is not known is undefined. */
export function judgeMemory(
  place: UsePlace,
  workingSetBytes: number | undefined,
  limitBytes: number | undefined,
): Finding[] {
  if (workingSetBytes === undefined || limitBytes === undefined || limitBytes <= 0) return [];
  const ratio = workingSetBytes / limitBytes;
  if (ratio < MEMORY_LIMIT_WARNING_RATIO) return [];
  return [
    find({
      severity: ratio >= MEMORY_LIMIT_ERROR_RATIO ? 'error' : 'warning',
      code: 'memory_near_limit',
      kind: 'pod',
      ...place,
      values: { ...toContainers(place.container), percent: toWholePercent(ratio) },
      value: workingSetBytes,
      limit: limitBytes,
      unit: 'bytes',
    }),
  ];
}

/** @param ratio share of the periods of the last five minutes in which tasks were held back */
export function judgeThrottling(place: UsePlace, ratio: number | undefined): Finding[] {
  if (ratio === undefined || ratio <= THROTTLED_RATIO) return [];
  return [
    find({
      severity: 'warning',
      code: 'cpu_throttled',
      kind: 'pod',
      ...place,
      values: { ...toContainers(place.container), percent: toWholePercent(ratio) },
      value: Math.round(ratio * 10_000) / 10_000,
      limit: THROTTLED_RATIO,
      unit: 'ratio',
    }),
  ];
}
