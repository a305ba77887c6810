import type { Column } from '../../tables';
import { explainField } from '../../tables';
import { t } from '../../i18n';
import { missingReason, numberOf } from '../detail/measured';
import { identify, textColumns } from './identity';
import { NUMBERS, SCOPES, type Kind, type TopItem } from './kinds';

/** The columns of a kind: what a row is, then its numbers. */
export function topColumns(kind: Kind, pod: string): readonly Column<TopItem>[] {
  const texts = textColumns(kind).map(({ key, header }): Column<TopItem> => ({
    key,
    header,
    value: (item) => identify(kind, item, pod).texts[key],
  }));
  const numbers = NUMBERS[kind].map(({ field, header, unit }): Column<TopItem> => ({
    key: field,
    header: t(header),
    unit,
    isNumeric: true,
    value: (item) => numberOf(item, field),
    missing: (item) => missingReason(item, field),
    explain: (item) =>
      explainField(field, SCOPES[kind], {
        ageSeconds: item.age_seconds,
        timestamp: item.timestamp,
      }),
  }));
  const age: Column<TopItem> = {
    key: 'age_seconds',
    header: t('top.age'),
    unit: 'seconds',
    isNumeric: true,
    value: ({ age_seconds: seconds }) => seconds,
  };
  return [...texts, ...numbers, age];
}
