import { useEffect, useState } from 'react';
import { t } from '../../i18n';
import { Icon } from '../../shell/icon';

interface Props {
  /** What it is, for readers who do not see the text: `Container id`. */
  readonly label: string;
  /** What is copied. */
  readonly text: string;
  /** What is shown of it. */
  readonly shown: string;
}

/** So long it is said that it was copied; a text that could not be is left whole, to be selected. */
const SAID_MS = 2_000;

/** A text too long to be shown whole, with a button that copies it. */
export function CopiedText({ label, text, shown }: Props) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('ready'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    copyText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return (
    <span className="copied">
      <code title={text}>{state === 'failed' ? text : shown}</code>
      <button
        type="button"
        className="copy-button"
        aria-label={t('detail.copy', { what: label })}
        title={t('detail.copy', { what: label })}
        onClick={copy}
      >
        <Icon name={state === 'copied' ? 'check' : 'copy'} />
      </button>
      <span role="status" className="hint">
        {state === 'copied' && t('detail.copied')}
        {state === 'failed' && t('detail.copy.failed')}
      </span>
    </span>
  );
}

/** @throws when the browser does not let the page write to the clipboard, as over plain HTTP */
async function copyText(text: string): Promise<void> {
  if (!('clipboard' in navigator)) throw new Error('no clipboard');
  await navigator.clipboard.writeText(text);
}
