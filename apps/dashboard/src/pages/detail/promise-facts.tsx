import { formatValue, type Unit } from '../../format';
import { t, type MessageKey } from '../../i18n';
import { Value, explainField } from '../../tables';
import type { Fact } from './facts';
import { numberOf } from '../../api/measured';
import { scopeOf } from './scope';
import type { SubjectData } from './use-subject';

interface Promised {
  readonly field: string;
  readonly label: MessageKey;
  readonly unit: Unit;
}

const PROMISES: readonly Promised[] = [
  { field: 'cpu_request_millicores', label: 'detail.fact.cpu_request', unit: 'millicores' },
  { field: 'cpu_limit_millicores', label: 'detail.fact.cpu_limit', unit: 'millicores' },
  { field: 'memory_request_bytes', label: 'detail.fact.memory_request', unit: 'bytes' },
  { field: 'memory_limit_bytes', label: 'detail.fact.memory_limit', unit: 'bytes' },
];

/**
 * Requests and limits of what is gone: those of the present stand beside its use. One that is not
 * set says so, one the answer does not mention is left out.
 */
export function promiseFacts({ subject, now, then: item }: SubjectData): readonly Fact[] {
  if (now !== undefined) return [];
  return PROMISES.flatMap(({ field, label, unit }): Fact[] => {
    const value = numberOf(item, field);
    if (value === undefined) return [];
    const explanation = explainField(field, scopeOf(subject.page));
    const shown = (
      <Value value={value} unit={unit} missing={item?.missing?.[field]} explanation={explanation}>
        {typeof value === 'number' ? formatValue(value, unit) : undefined}
      </Value>
    );
    return [{ key: field, label: t(label), value: shown }];
  });
}
