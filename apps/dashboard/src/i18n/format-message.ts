import type { Language } from './define-messages';

/** Values by the names a text has in braces. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A text with its values put in; a name without a value stays as it is, so that it is seen. */
export function formatMessage(text: string, values: MessageValues, language: Language): string {
  return text.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, name, one, others) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined) return typeof value === 'number' ? formatCount(value, language) : value;
    return value === 1 ? one : others;
  });
}

function formatCount(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value);
}
