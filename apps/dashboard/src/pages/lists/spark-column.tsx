import { Sparkline } from '../../charts';
import { unitOfField } from '../../format';
import { t } from '../../i18n';
import type { Column } from '../../tables';
import { RowSpark } from './row-spark';
import type { Spark } from './use-sparklines';

interface SparkSource<T> {
  readonly field: string;
  /** Of a list that is not too long. */
  readonly lines: ReadonlyMap<string, Spark> | undefined;
  keyOf(row: T): string;
  /** Path of a row in REST, where rows ask for their own lines. */
  pathOf?(row: T): string | undefined;
}

/** A column of small lines over the page's time range. */
export function sparkColumn<T>({ field, lines, keyOf, pathOf }: SparkSource<T>): Column<T> {
  const label = t('lists.cpu_history');
  return {
    key: 'history',
    header: label,
    value: () => undefined,
    isSortable: false,
    priority: 2,
    width: 104,
    grow: 0,
    render: (row) => {
      const path = pathOf?.(row);
      if (path !== undefined) return <RowSpark path={path} field={field} label={label} />;
      const values = lines?.get(keyOf(row));
      if (values === undefined) return '';
      return <Sparkline values={values} label={label} unit={unitOfField(field)} />;
    },
  };
}
