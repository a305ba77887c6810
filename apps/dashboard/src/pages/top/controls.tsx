import { useEffect, useMemo, useState, type RefObject } from 'react';
import type { List, Namespace } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { t } from '../../i18n';
import { pause, resume, useRange } from '../../state/range';
import { LONG_LIST_SECONDS, isLongList } from '../lists/use-list';
import { KINDS } from './kinds';
import { showKind, showNamespace, type TopState } from './top-state';

interface Props {
  readonly state: TopState;
  readonly filter: RefObject<HTMLInputElement | null>;
  readonly namespace: RefObject<HTMLInputElement | null>;
  readonly isHelp: boolean;
  setHelp(isHelp: boolean): void;
  readonly shown: number;
  readonly all: number;
}

/** What is shown, of what, and what the keys are: each key has its control for the hand. */
export function Controls({ state, filter, namespace, isHelp, setHelp, shown, all }: Props) {
  const { kind, pod, table } = state;
  const isLive = useRange().kind === 'live';
  return (
    <div className="top-controls">
      <div role="group" aria-label={t('top.kinds')} className="top-kinds">
        {KINDS.filter((one) => one !== 'containers' || kind === 'containers').map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={one === kind}
            onClick={() => showKind(one, pod)}
          >
            {t(`top.kind.${one}`)}
            {one === 'containers' && pod !== '' && ` · ${pod}`}
          </button>
        ))}
      </div>
      {(kind === 'pods' || kind === 'workloads') && (
        <NamespaceField state={state} field={namespace} />
      )}
      <label>
        <kbd>/</kbd> <span className="top-word">{t('top.filter')}</span>
        <input
          ref={filter}
          type="search"
          aria-label={t('top.filter')}
          placeholder={t('top.filter')}
          value={table.filter}
          onChange={({ target }) => table.setFilter(target.value)}
        />
      </label>
      <span role="status">
        {t('top.count', { shown, all })}
        {isLive && isLongList(all) && (
          <span className="top-long"> · {t('top.long', { seconds: LONG_LIST_SECONDS })}</span>
        )}
      </span>
      <button
        type="button"
        className="button"
        aria-pressed={!isLive}
        onClick={() => (isLive ? pause() : resume())}
      >
        <kbd>␣</kbd> {t('top.pause')}
      </button>
      <button
        type="button"
        className="button"
        aria-expanded={isHelp}
        onClick={() => setHelp(!isHelp)}
      >
        <kbd>?</kbd> {t('top.help')}
      </button>
    </div>
  );
}

/** A namespace of those there are, by typing; empty is all. */
function NamespaceField({ state, field }: { state: TopState; field: Props['namespace'] }) {
  const { data } = useResource<List<Namespace>>('/api/namespaces?limit=0&fields=cpu_millicores');
  const names = useMemo(() => data?.items.map(({ namespace }) => namespace) ?? [], [data]);
  const { namespace } = state;
  const [text, setText] = useState(namespace);
  useEffect(() => setText(namespace), [namespace]);
  const choose = (typed: string) => {
    setText(typed);
    if (typed === '' || names.includes(typed)) showNamespace(typed);
  };
  return (
    <label>
      <kbd>n</kbd> <span className="top-word">{t('top.namespace')}</span>
      <input
        ref={field}
        type="search"
        list="top-namespaces"
        aria-label={t('top.namespace')}
        value={text}
        placeholder={t('top.all')}
        onChange={({ target }) => choose(target.value)}
        onKeyDown={({ key, currentTarget }) =>
          key === 'Enter' && showNamespace(currentTarget.value)
        }
      />
      <datalist id="top-namespaces">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}
