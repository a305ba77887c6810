import { Sparkline } from '../../charts';
import { unitOfField } from '../../format';
import { t } from '../../i18n';
import type { Column } from '../../tables';
import { RowSpark } from './row-spark';
import type { Lines } from './use-sparklines';

interface SparkSource<T> {
  readonly field: string;
  readonly lines: Lines;
  keyOf(row: T): string;
  /** Path of a row in REST, for lists whose rows ask for their own lines. */
  pathOf?(row: T): string | undefined;
}

/** A column of small lines over the page's time range. */
export function sparkColumn<T>({ field, lines, keyOf, pathOf }: SparkSource<T>): Column<T> {
  const label = t('lists.cpu_history');
  const unit = unitOfField(field);
  return {
    key: 'history',
    header: label,
    value: () => undefined,
    isSortable: false,
    priority: 3,
    width: 100,
    grow: 0,
    render: (row) => {
      if (lines.kind === 'all') {
        const values = lines.byKey?.get(keyOf(row));
        return values && <Sparkline values={values} label={label} unit={unit} width={80} />;
      }
      const path = pathOf?.(row);
      if (path === undefined) return undefined;
      const address = `${path}?${lines.query}`;
      return (
        <RowSpark
          key={address}
          path={address}
          isLive={lines.isLive}
          field={field}
          label={label}
          unit={unit}
        />
      );
    },
  };
}
