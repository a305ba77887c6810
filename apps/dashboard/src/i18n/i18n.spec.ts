import { en } from './en';
import { formatMessage } from './format-message';
import { chooseLanguage, isMessageKey, language, t } from './index';
import { ko } from './ko';

/** Names of the values a text wants; `{count|pod|pods}` may be left out where words do not change. */
function valuesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
}

describe('every text', () => {
  it('is there in both languages', () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.entries(en))('%s says something, with the same values', (key, english) => {
    if (!isMessageKey(key)) throw new Error(`no text ${key}`);
    expect(english.trim()).not.toBe('');
    expect(ko[key].trim()).not.toBe('');
    expect(valuesOf(ko[key])).toEqual(valuesOf(english));
  });
});

describe('formatMessage', () => {
  it.each([
    ['{name} is here', { name: 'web-0' }, 'web-0 is here'],
    ['{count} {count|pod|pods}', { count: 1 }, '1 pod'],
    ['{count} {count|pod|pods}', { count: 0 }, '0 pods'],
    ['{count} {count|pod|pods}', { count: 12_000 }, '12,000 pods'],
    ['{missing} stays', {}, '{missing} stays'],
    // A value is text: what stands in it is not looked at again.
    ['{a} {b}', { a: '{b}', b: '$&' }, '{b} $&'],
  ])('%j with %j is %j', (text, values, expected) => {
    expect(formatMessage(text, values, 'en')).toBe(expected);
  });
});

describe('the language', () => {
  afterEach(() => language.set('en'));

  it('is that of the texts', () => {
    expect(t('shell.nav.pods')).toBe('Pods');
    language.set('ko');
    expect(t('shell.nav.pods')).toBe('파드');
  });

  it.each([
    [['ko-KR', 'en'], 'ko'],
    [['de', 'ko'], 'ko'],
    [['en-GB', 'ko'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ])('of a reader of %j is %s', (wanted, expected) => {
    expect(chooseLanguage(wanted)).toBe(expected);
  });
});
