import { t } from '../../i18n';
import { navigate, useRoute } from '../../state/route';
import type { FieldColumn } from './field-column';

/** Keys of the columns the URL asks for; those of `fields` that are shown by default without it. */
export function useChosenColumns(fields: readonly FieldColumn[]): ReadonlySet<string> {
  const { search } = useRoute();
  const text = search.get('columns');
  const chosen = text?.split(',') ?? fields.flatMap(({ key, isDefault }) => (isDefault ? key : []));
  return new Set(fields.flatMap(({ key }) => (chosen.includes(key) ? key : [])));
}

interface Props {
  readonly fields: readonly FieldColumn[];
  readonly chosen: ReadonlySet<string>;
}

/** Which columns are shown; kept in the URL. */
export function ColumnChoice({ fields, chosen }: Props) {
  const toggle = (key: string) => {
    const next = fields.flatMap((field) =>
      (field.key === key ? !chosen.has(key) : chosen.has(field.key)) ? field.key : [],
    );
    const standard = fields.flatMap((field) => (field.isDefault ? field.key : []));
    const isStandard = next.join() === standard.join();
    navigate({ columns: isStandard ? undefined : next.join(',') }, { replace: true });
  };
  return (
    <details className="column-choice">
      <summary className="button">{t('lists.columns')}</summary>
      <fieldset className="column-choice-list">
        <legend className="visually-hidden">{t('lists.columns')}</legend>
        {fields.map(({ key, header }) => (
          <label key={key}>
            <input type="checkbox" checked={chosen.has(key)} onChange={() => toggle(key)} />
            {t(header)}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
