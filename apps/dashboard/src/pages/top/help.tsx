import { t, type MessageKey } from '../../i18n';

const KEYS: readonly (readonly [keys: string, what: MessageKey])[] = [
  ['j k ↑ ↓', 'top.key.move'],
  ['PgUp PgDn', 'top.key.page'],
  ['g G', 'top.key.ends'],
  ['h l ← →', 'top.key.across'],
  ['Enter', 'top.key.open'],
  ['c', 'top.key.containers'],
  ['/', 'top.key.filter'],
  ['n', 'top.key.namespace'],
  ['v', 'top.key.kind'],
  ['1…9 s', 'top.key.sort'],
  ['r', 'top.key.reverse'],
  ['␣', 'top.key.pause'],
  ['Esc', 'top.key.back'],
  ['?', 'top.key.help'],
];

/** What the keys do. */
export function Help({ onClose }: { onClose(): void }) {
  return (
    <section className="top-help" aria-label={t('top.help')}>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button" onClick={onClose}>
        {t('shell.close')}
      </button>
    </section>
  );
}

/** The keys most used, in few words. */
const HINTS: readonly (readonly [key: string, what: MessageKey])[] = [
  ['↑↓', 'top.hint.move'],
  ['←→', 'top.hint.explain'],
  ['1–9', 'top.hint.sort'],
  ['r', 'top.hint.reverse'],
  ['/', 'top.hint.filter'],
  ['n', 'top.hint.namespace'],
  ['v', 'top.hint.kind'],
  ['c', 'top.hint.containers'],
  ['↵', 'top.hint.open'],
  ['␣', 'top.hint.pause'],
  ['Esc', 'top.hint.back'],
  ['?', 'top.hint.help'],
];

/** One line at the foot, as the tools of the terminal have it; not where there are no keys. */
export function Hints() {
  return (
    <ul className="top-hints">
      {HINTS.map(([key, what]) => (
        <li key={what}>
          <kbd>{key}</kbd> {t(what)}
        </li>
      ))}
    </ul>
  );
}
