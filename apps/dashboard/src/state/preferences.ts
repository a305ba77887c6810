import { LANGUAGES, chooseLanguage, language, type Language } from '../i18n';
import { Store } from './store';

/** What the reader has chosen; `system` follows the operating system. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type ThemeChoice = (typeof THEMES)[number];

const THEME_KEY = 'kubemonitor.theme';
const LANGUAGE_KEY = 'kubemonitor.language';

/** What was chosen in the menu. */
export const themeChoice = new Store<ThemeChoice>('system');

/** What is shown: what draws on a canvas draws anew when it changes. */
export const theme = new Store<'light' | 'dark'>('light');

/** Whether the language follows the browser. */
export const languageChoice = new Store<Language | 'system'>('system');

/** Takes over what was chosen before, and follows the system from now on. */
export function loadPreferences(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const showTheme = () => {
    const choice = themeChoice.get();
    theme.set(choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice);
    document.documentElement.dataset['theme'] = theme.get();
  };
  const showLanguage = () => {
    const choice = languageChoice.get();
    language.set(choice === 'system' ? chooseLanguage(navigator.languages) : choice);
    document.documentElement.lang = language.get();
  };
  const storedTheme = readStored(THEME_KEY);
  const storedLanguage = readStored(LANGUAGE_KEY);
  themeChoice.set(THEMES.find((name) => name === storedTheme) ?? 'system');
  languageChoice.set(LANGUAGES.find((name) => name === storedLanguage) ?? 'system');
  showTheme();
  showLanguage();
  dark.addEventListener('change', showTheme);
  themeChoice.subscribe(showTheme);
  languageChoice.subscribe(showLanguage);
}

/** Chooses a theme, for this browser also the next time. */
export function selectTheme(choice: ThemeChoice): void {
  writeStored(THEME_KEY, choice);
  themeChoice.set(choice);
}

/** Chooses a language, for this browser also the next time. */
export function selectLanguage(choice: Language | 'system'): void {
  writeStored(LANGUAGE_KEY, choice);
  languageChoice.set(choice);
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is forbidden to this page: it goes without.
    return null;
  }
}

function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    // The choice holds until the page is closed.
    console.warn('kubemonitor: the choice cannot be kept', error);
  }
}
