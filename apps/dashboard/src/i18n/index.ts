import { Store } from '../state/store';
import { LANGUAGES, type Language } from './define-messages';
import { en } from './en';
import { formatMessage, type MessageValues } from './format-message';
import { ko } from './ko';

export { LANGUAGES, defineMessages, type Language, type Messages } from './define-messages';
export type { MessageValues } from './format-message';

/** Every key `t` knows. */
export type MessageKey = keyof typeof en;

const TEXTS: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, ko };

/** The language in use; the shell sets it, and draws the page anew when it changes. */
export const language = new Store<Language>('en');

/** The text of `key` in the language in use. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  return formatMessage(TEXTS[language.get()][key], values, language.get());
}

/** Whether there is such a text: for keys put together from what the API sends. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

/** The first of the wanted languages (as in navigator.languages) there is; English if none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const primary = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  const match = primary.find((tag) => LANGUAGES.some((known) => known === tag));
  return LANGUAGES.find((known) => known === match) ?? 'en';
}
