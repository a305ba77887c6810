import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { live, useConnection, type ConnectionState } from '../api/live';
import { formatDuration } from '../format';
import { t } from '../i18n';
import { useStore } from '../state/use-store';
import { locked, loginDialog } from './login-state';
import { useNow } from './use-now';

/** So long it is said that the API is back. */
const BACK_SHOWN_MS = 5_000;

/** Says when the page cannot be kept up to date, why, and when it can be again. */
export function ConnectionBanner() {
  const connection = useConnection();
  const isBack = useIsBack(connection);
  const isLocked = useStore(locked);
  if (connection.kind === 'gone') return <GoneBanner sinceMs={connection.sinceMs} />;
  // Where there is no page to show, what stands in its place says it.
  if (connection.kind === 'locked') return isLocked ? null : <LockedBanner />;
  return (
    <div role="status" className={isBack ? 'banner banner-good' : 'visually-hidden'}>
      {isBack ? t('shell.connection.back') : ''}
    </div>
  );
}

function GoneBanner({ sinceMs }: { sinceMs: number }) {
  const nowMs = useNow(true);
  return (
    <div className="banner banner-bad">
      <p>
        <span role="alert">{t('shell.connection.gone.text')}</span>{' '}
        {/* Counts every second: not read out. */}
        <span aria-live="off">
          {t('shell.connection.gone_for', { duration: formatDuration((nowMs - sinceMs) / 1_000) })}
        </span>
      </p>
      <Button className="button" onPress={() => live.retryNow()}>
        {t('shell.retry')}
      </Button>
    </div>
  );
}

function LockedBanner() {
  return (
    <div className="banner banner-warning">
      <p role="status">{t('shell.connection.locked.text')}</p>
      <Button className="button" onPress={() => loginDialog.set(true)}>
        {t('shell.login.open')}
      </Button>
    </div>
  );
}

/** Whether the API has come back a short while ago. */
function useIsBack({ kind }: ConnectionState): boolean {
  const wasGone = useRef(false);
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    const hasReturned = wasGone.current && kind !== 'gone';
    wasGone.current = kind === 'gone';
    setBack(hasReturned);
  }, [kind]);
  useEffect(() => {
    if (!isBack) return undefined;
    const timer = setTimeout(() => setBack(false), BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isBack]);
  return isBack;
}
