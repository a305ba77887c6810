import { useId, useState } from 'react';
import { t, type MessageKey } from '../../i18n';
import { navigate, useRoute } from '../../state/route';

interface FilterProps {
  /** Name of the parameter in the URL. */
  readonly name: string;
  readonly label: MessageKey;
  readonly placeholder?: string;
  /** Values to choose from; any text may be given. */
  readonly options?: readonly string[];
}

/** A filter of a list, kept in the URL; it counts when the field is left or Enter is pressed. */
export function UrlFilter({ name, label, placeholder, options = [] }: FilterProps) {
  const { search } = useRoute();
  const value = search.get(name) ?? '';
  // A new value of the URL (the back button) takes the place of what was typed.
  return <FilterField key={value} {...{ name, label, placeholder, options, value }} />;
}

function FilterField({
  name,
  label,
  placeholder,
  options,
  value,
}: Required<Omit<FilterProps, 'placeholder'>> & { placeholder?: string; value: string }) {
  const id = useId();
  const [text, setText] = useState(value);
  const apply = (next: string) => {
    const trimmed = next.trim();
    if (trimmed !== value) navigate({ [name]: trimmed === '' ? undefined : trimmed });
  };
  const change = (next: string) => {
    setText(next);
    if (options.includes(next)) apply(next);
  };
  return (
    <label className="url-filter">
      <span>{t(label)}</span>
      <input
        type="search"
        list={options.length > 0 ? id : undefined}
        value={text}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => change(target.value)}
        onBlur={() => apply(text)}
        onKeyDown={({ key }) => key === 'Enter' && apply(text)}
      />
      {options.length > 0 && (
        <datalist id={id}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </label>
  );
}
