import type { Sample } from '../../api/types';
import type { LimitLine } from '../../charts';
import { t } from '../../i18n';
import type { LimitSpec } from './chart-specs';
import { numberOf, type Measured } from './measured';

/** The dashed lines of a chart: as they are now; of what is gone, as its last points had them. */
export function limitLines(
  limits: readonly LimitSpec[],
  now: Measured | undefined,
  then: Measured | undefined,
): readonly LimitLine[] {
  const last: Sample | undefined = then?.samples?.at(-1);
  return limits.flatMap(({ field, label }) => {
    const value = numberOf(now, field) ?? numberOf(then, field) ?? numberOf(last, field);
    return typeof value === 'number' ? [{ label: t(label), value }] : [];
  });
}
