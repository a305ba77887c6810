import { unitOfField, type Unit } from '../../format';
import { t, type MessageKey } from '../../i18n';
import { Age, explainField, type Column, type FieldScope } from '../../tables';
import { numberOf, reasonOf, type MeasuredItem } from '../../api/measured';

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

/** Least widths, CSS px: the longest numbers of real clusters have room. */
const WIDTHS: Partial<Readonly<Record<Unit, readonly [width: number, narrow: number]>>> = {
  millicores: [92, 76],
  bytes: [112, 94],
  bytes_per_second: [124, 112],
  percent: [100, 92],
  ratio: [116, 100],
};

/** The column of a field, which explains its numbers and why they are missing. */
export function toColumn<T extends MeasuredItem>(scope: FieldScope, field: FieldColumn): Column<T> {
  const { key, header, priority = 2, isLimit = false } = field;
  const unit = unitOfField(key);
  const [width, narrowWidth] = WIDTHS[unit] ?? [84, 84];
  const levels = isLimit ? { warningFrom: WARNING_PERCENT, badFrom: BAD_PERCENT } : {};
  return {
    key,
    header: t(header),
    value: (row) => numberOf(row, key),
    isNumeric: true,
    unit,
    bar: unit === 'percent' ? levels : undefined,
    priority,
    width,
    narrowWidth,
    missing: (row) => reasonOf(row, key),
    explain: ({ age_seconds: ageSeconds, timestamp }) =>
      explainField(key, scope, { ageSeconds, timestamp }),
  };
}

/** Age of the values; what is stale says so. */
export function ageColumn<T extends MeasuredItem>(scope: FieldScope): Column<T> {
  return {
    key: 'age_seconds',
    header: t('lists.age'),
    value: (row) => row.age_seconds,
    isNumeric: true,
    unit: 'seconds',
    priority: 2,
    width: 120,
    missing: () => 'not_reported',
    explain: ({ timestamp }) => explainField('age_seconds', scope, { timestamp }),
    render: ({ age_seconds: seconds, stale }) =>
      stale === true ? <Age seconds={seconds} isStale /> : undefined,
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
