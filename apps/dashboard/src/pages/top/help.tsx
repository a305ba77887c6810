import { t, type MessageKey } from '../../i18n';

const KEYS: readonly (readonly [keys: string, what: MessageKey])[] = [
  ['j k ↑ ↓', 'top.key.move'],
  ['g G', 'top.key.ends'],
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
