import { Value, explainField } from '../../tables';
import { missingReason, numberOf } from '../../api/measured';
import type { Measured } from './measured';
import type { PresentField } from './present-fields';
import { scopeOf } from './scope';
import type { Subject } from './subject';

interface Props {
  readonly field: Pick<PresentField, 'field' | 'unit'>;
  readonly now: Measured;
  readonly page: Subject['page'];
}

/** A number of the latest answer, which explains itself. */
export function FieldNumber({ field: { field, unit }, now, page }: Props) {
  return (
    <Value
      value={numberOf(now, field)}
      unit={unit}
      missing={missingReason(now, field)}
      explanation={explainNow(field, now, page)}
    />
  );
}

/** How a number of the latest answer was made, and how old it is. */
export function explainNow(field: string, now: Measured, page: Subject['page']) {
  return explainField(field, scopeOf(page), {
    ageSeconds: now.age_seconds,
    timestamp: now.timestamp,
  });
}
