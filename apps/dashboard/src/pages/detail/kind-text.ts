import { isMessageKey, t } from '../../i18n';

/** `kind` or `state` of a container in words; a word that is new stays as it is. */
export function kindText(word: string | undefined, area: 'kind' | 'state'): string | undefined {
  const key = `detail.${area}.${word ?? ''}`;
  return isMessageKey(key) ? t(key) : word;
}
