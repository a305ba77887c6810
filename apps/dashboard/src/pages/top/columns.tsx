import { t } from '../../i18n';
import { formatCell, type Unit } from '../../format';
import { Age, explainField, type Column } from '../../tables';
import { missingReason, numberOf } from '../../api/measured';
import type { Identity } from './identity';
import { NUMBERS, SCOPES, type Kind, type NumberColumn, type TopItem } from './kinds';

/** A share from which on a limit is near, and from which on it is as good as reached. */
const WARNING_PERCENT = 80;
const BAD_PERCENT = 95;

/** Least widths, CSS px, for letters that are all as wide. */
const WIDTHS: Partial<Readonly<Record<Unit, number>>> = {
  millicores: 86,
  bytes: 108,
  bytes_per_second: 124,
  percent: 98,
  ratio: 100,
};
const NARROW: Partial<Readonly<Record<Unit, number>>> = { millicores: 82, bytes: 100 };

/** What goes out of view first when there is little room has the greatest. */
const PRIORITIES: Readonly<Record<string, number>> = {
  cpu_millicores: 1,
  memory_bytes: 1,
  namespace: 2,
  cpu_limit_percent: 2,
  memory_limit_percent: 2,
  cpu_percent: 2,
  memory_percent: 2,
  pods: 2,
  status: 3,
  kind: 3,
  age_seconds: 3,
  cpu_request_percent: 4,
  memory_request_percent: 4,
  node: 5,
};
const LAST = 6;

/** The columns of a kind: what a row is, then its numbers. */
export function topColumns(kind: Kind, { texts }: Identity): readonly Column<TopItem>[] {
  const named = Object.entries(texts).map(([key, value], place): Column<TopItem> => ({
    key,
    header: place === 0 ? t(`top.name.${kind}`) : headerOf(key),
    value,
    missing: () => (key === 'node' ? 'not_scheduled' : 'no_identity'),
    priority: PRIORITIES[key],
    // CrashLoopBackOff
    width: place === 0 ? 190 : key === 'status' ? 148 : 112,
    narrowWidth: place === 0 ? 140 : 110,
    grow: place === 0 ? 3 : 1,
  }));
  return [...named, ...NUMBERS[kind].map((column) => numberColumn(kind, column)), ageColumn(kind)];
}

function headerOf(key: string): string {
  if (key === 'namespace') return t('top.namespace');
  if (key === 'node') return t('top.node');
  return t(key === 'kind' ? 'top.kind' : 'top.status');
}

function numberColumn(kind: Kind, { field, header, unit }: NumberColumn): Column<TopItem> {
  return {
    key: field,
    header: t(header),
    unit,
    isNumeric: true,
    priority: PRIORITIES[field] ?? LAST,
    width: WIDTHS[unit] ?? 100,
    narrowWidth: NARROW[unit] ?? WIDTHS[unit],
    value: (item) => numberOf(item, field),
    missing: (item) => missingReason(item, field),
    explain: ({ age_seconds: ageSeconds, timestamp }) =>
      explainField(field, SCOPES[kind], { ageSeconds, timestamp }),
    render: /^(cpu|memory)(_limit)?_percent$/.test(field)
      ? (item) => drawShare(numberOf(item, field))
      : undefined,
  };
}

/** Use near a limit stands out, also without colour: it is bold. */
function drawShare(percent: number | null | undefined) {
  if (typeof percent !== 'number' || percent < WARNING_PERCENT) return undefined;
  const level = percent >= BAD_PERCENT ? 'bad' : 'warning';
  return <span className={`top-${level}`}>{formatCell(percent, 'percent')}</span>;
}

function ageColumn(kind: Kind): Column<TopItem> {
  return {
    key: 'age_seconds',
    header: t('top.age'),
    unit: 'seconds',
    isNumeric: true,
    priority: PRIORITIES['age_seconds'],
    width: 124,
    value: ({ age_seconds: seconds }) => seconds,
    missing: () => 'not_reported',
    explain: ({ timestamp }) => explainField('age_seconds', SCOPES[kind], { timestamp }),
    render: ({ age_seconds: seconds, stale }) =>
      stale === true ? <Age seconds={seconds} isStale /> : undefined,
  };
}
