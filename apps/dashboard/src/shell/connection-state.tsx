import { useConnection, useNewest } from '../api/live';
import { formatDateTime } from '../format';
import { t } from '../i18n';
import { useRange } from '../state/range';

/** How up to date the page is, in one word. */
export function ConnectionState() {
  const { kind } = useConnection();
  const newest = useNewest();
  const isPaused = useRange().kind === 'fixed' && (kind === 'live' || kind === 'polling');
  const title =
    newest === undefined
      ? t(`shell.connection.${kind}.text`)
      : `${t(`shell.connection.${kind}.text`)} ${t('shell.connection.newest', { time: formatDateTime(newest.timestampMs) })}`;
  return (
    <span className="connection" data-kind={isPaused ? 'paused' : kind} title={title}>
      <span className="connection-dot" aria-hidden="true" />
      <span className="visually-hidden">{t('shell.connection.label')}: </span>
      <span className="connection-word">
        {t(isPaused ? 'shell.connection.paused' : `shell.connection.${kind}`)}
      </span>
    </span>
  );
}
