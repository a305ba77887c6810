import { toPercentText, type Finding } from './finding';
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
    {
      severity: ratio >= MEMORY_LIMIT_ERROR_RATIO ? 'error' : 'warning',
      code: 'memory_near_limit',
      kind: 'pod',
      ...place,
      message: `${subjectOf(place)} uses ${toPercentText(ratio)} of its memory limit; above it, it is killed.`,
      value: workingSetBytes,
      limit: limitBytes,
      unit: 'bytes',
    },
  ];
}

/** @param ratio share of the periods of the last five minutes in which tasks were held back */
export function judgeThrottling(place: UsePlace, ratio: number | undefined): Finding[] {
  if (ratio === undefined || ratio <= THROTTLED_RATIO) return [];
  return [
    {
      severity: 'warning',
      code: 'cpu_throttled',
      kind: 'pod',
      ...place,
      message: `${subjectOf(place)} was held back by its CPU limit in ${toPercentText(ratio)} of the last five minutes.`,
      value: Math.round(ratio * 10_000) / 10_000,
      limit: THROTTLED_RATIO,
      unit: 'ratio',
    },
  ];
}

function subjectOf({ container }: UsePlace): string {
  return container === undefined ? 'The pod' : `Container ${container}`;
}
