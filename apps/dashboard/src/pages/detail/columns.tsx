import type { Unit } from '../../format';
import { t, type MessageKey } from '../../i18n';
import { Age, PercentBar, Value, explainField, type Column, type FieldScope } from '../../tables';
import { missingReason, numberOf, type Measured } from './measured';

/** A column of a field that was measured, explained and with the reason where it is missing. */
export function fieldColumn<T extends Measured>(
  field: string,
  header: MessageKey,
  unit: Unit,
  scope: FieldScope,
  priority = 2,
): Column<T> {
  return {
    key: field,
    header: t(header),
    value: (item) => numberOf(item, field),
    unit,
    isNumeric: true,
    explain: (item) =>
      explainField(field, scope, { ageSeconds: item.age_seconds, timestamp: item.timestamp }),
    missing: (item) => missingReason(item, field),
    priority,
    width: priority === 1 ? 86 : 112,
  };
}

/** A column of a share in percent; empty where nothing was requested or limited. */
export function shareColumn<T extends Measured>(
  field: string,
  header: MessageKey,
  scope: FieldScope,
): Column<T> {
  const explain = (item: T) => explainField(field, scope, { ageSeconds: item.age_seconds });
  return {
    key: field,
    header: t(header),
    value: (item) => numberOf(item, field),
    unit: 'percent',
    isNumeric: true,
    explain,
    render: (item) => {
      const percent = numberOf(item, field);
      if (typeof percent !== 'number')
        return <Value value={null} missing={missingReason(item, field)} />;
      return (
        <Value value={percent} unit="percent" explanation={explain(item)}>
          <PercentBar percent={percent} />
        </Value>
      );
    },
    priority: 3,
    width: 170,
  };
}

/** How old the values of a row are. */
export function ageColumn<T extends Measured>(): Column<T> {
  return {
    key: 'age_seconds',
    header: t('detail.column.age'),
    value: ({ age_seconds: age }) => age,
    unit: 'seconds',
    isNumeric: true,
    render: ({ age_seconds: age, stale }) => <Age seconds={age} isStale={stale} />,
    priority: 4,
  };
}

/** The measured columns every table of parts has. */
export function usageColumns<T extends Measured>(scope: FieldScope): readonly Column<T>[] {
  const field = (name: string, header: MessageKey, unit: Unit, priority?: number) =>
    fieldColumn<T>(name, header, unit, scope, priority);
  return [
    field('cpu_millicores', 'detail.now.cpu', 'millicores', 1),
    shareColumn('cpu_request_percent', 'detail.column.cpu_request', scope),
    shareColumn('cpu_limit_percent', 'detail.column.cpu_limit', scope),
    field('memory_bytes', 'detail.now.memory', 'bytes', 1),
    shareColumn('memory_request_percent', 'detail.column.memory_request', scope),
    shareColumn('memory_limit_percent', 'detail.column.memory_limit', scope),
  ];
}
