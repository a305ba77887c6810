import type { Sample } from '../../api/types';
import type { LimitKind, LimitLine } from '../../charts';
import { t } from '../../i18n';
import type { LimitSpec } from './chart-specs';
import { numberOf } from '../../api/measured';
import type { Measured } from './measured';

/** The dashed lines of a chart: as they are now; of what is gone, as its last points had them. */
export function limitLines(
  limits: readonly LimitSpec[],
  now: Measured | undefined,
  then: Measured | undefined,
): readonly LimitLine[] {
  const last: Sample | undefined = then?.samples?.at(-1);
  return limits.flatMap(({ field, label }) => {
    // A sum that lacks pods is no line: above it nothing happens.
    if (!isOfNode(now, field) && typeof numberOf(now, withoutOf(field)) === 'number') return [];
    const value = numberOf(now, field) ?? numberOf(then, field) ?? numberOf(last, field);
    return typeof value === 'number' ? [{ label: t(label), value, kind: kindOf(field) }] : [];
  });
}

/** What is requested of a node is whole: the scheduler counts nothing for a pod without a request. */
function isOfNode(now: Measured | undefined, field: string): boolean {
  return (
    field.includes('_request_') &&
    typeof numberOf(now, field.replace('request', 'allocatable')) === 'number'
  );
}

/** What counts the pods a sum lacks: `cpu_limit_millicores` → `pods_without_cpu_limit`. */
function withoutOf(field: string): string {
  return `pods_without_${field.replace(/_(millicores|bytes)$/, '')}`;
}

/** What the line is, by the field's name: `cpu_request_millicores` → `request`. */
function kindOf(field: string): LimitKind {
  const kinds = ['request', 'limit', 'allocatable'] as const;
  return kinds.find((kind) => field.split('_').includes(kind)) ?? 'capacity';
}
