import { unitOfField } from '../../format';
import { t, type MessageKey } from '../../i18n';
import { Age, PercentBar, explainField, type Column, type FieldScope } from '../../tables';
import { numberOf, reasonOf, type Measured } from './measured';

/** From here on a share of a limit is worth a look, and from here on bad, percent. */
const WARNING_PERCENT = 80;
const BAD_PERCENT = 95;

/** A column of a field of the API. */
export interface FieldColumn {
  readonly key: string;
  readonly header: MessageKey;
  /** Shown unless the reader chooses otherwise. */
  readonly isDefault?: boolean;
  readonly priority?: number;
  /** A share that is bad when it is high. */
  readonly isLimit?: boolean;
  /** A member of the answer that is always there: not asked for by `fields`. */
  readonly isMember?: boolean;
}

/** The column of a field, which explains its numbers and why they are missing. */
export function toColumn<T extends Measured>(scope: FieldScope, field: FieldColumn): Column<T> {
  const { key, header, priority = 2, isLimit = false } = field;
  const unit = unitOfField(key);
  const levels = isLimit ? { warningFrom: WARNING_PERCENT, badFrom: BAD_PERCENT } : {};
  const column: Column<T> = {
    key,
    header: t(header),
    value: (row) => numberOf(row, key),
    isNumeric: true,
    unit,
    priority,
    width: unit === 'percent' ? 112 : 96,
    missing: (row) => reasonOf(row, key),
    explain: ({ age_seconds: ageSeconds, timestamp }) =>
      explainField(key, scope, { ageSeconds, timestamp }),
  };
  if (unit !== 'percent') return column;
  return {
    ...column,
    render: (row) => {
      const percent = numberOf(row, key);
      return typeof percent === 'number' ? <PercentBar percent={percent} {...levels} /> : undefined;
    },
  };
}

/** Age of the values; what is stale says so. */
export function ageColumn<T extends Measured>(): Column<T> {
  return {
    key: 'age_seconds',
    header: t('lists.age'),
    value: (row) => row.age_seconds,
    isNumeric: true,
    unit: 'seconds',
    priority: 2,
    width: 144,
    render: ({ age_seconds: seconds, stale }) => <Age seconds={seconds} isStale={stale} />,
  };
}

/** A column of a text. */
export function textColumn<T>(
  key: string,
  header: MessageKey,
  value: (row: T) => string | null | undefined,
  more: Partial<Column<T>> = {},
): Column<T> {
  return { key, header: t(header), value, priority: 2, width: 112, ...more };
}
