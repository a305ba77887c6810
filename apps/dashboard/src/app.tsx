import { Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { language, t } from './i18n';
import { place } from './state/location';
import { useRoute } from './state/route';
import { useStore } from './state/use-store';
import { ConnectionBanner } from './shell/connection-banner';
import { ErrorBoundary } from './shell/error-boundary';
import { Header } from './shell/header';
import { LockedPage } from './shell/locked-page';
import { LoginDialog } from './shell/login-dialog';
import { locked } from './shell/login-state';
import { titleOf } from './shell/page-title';
import { Page } from './shell/pages';
import { PrintNote } from './shell/print-note';
import { useHeadingFocus } from './shell/use-heading-focus';
import './shell/shell.css';

/** The whole page: header, what is wrong with the connection, the view, the login. */
export function App() {
  const locale = useStore(language);
  const { path } = useStore(place);
  const route = useRoute();
  const isLocked = useStore(locked);
  const title = t('shell.title', { page: titleOf(route) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const main = useHeadingFocus(path);
  return (
    <I18nProvider locale={locale === 'ko' ? 'ko-KR' : 'en-US'}>
      <div className="shell" data-page={route.page}>
        <a className="skip-link" href="#content">
          {t('shell.skip')}
        </a>
        <Header />
        <ConnectionBanner />
        <main id="content" tabIndex={-1} ref={main}>
          {/* Of another path or in another language everything is drawn anew. */}
          <ErrorBoundary key={`${locale} ${path}`}>
            <Suspense fallback={<p className="loading">{t('shell.loading')}</p>}>
              {isLocked ? <LockedPage /> : <Page page={route.page} />}
            </Suspense>
          </ErrorBoundary>
        </main>
        <PrintNote title={title} />
        <LoginDialog />
      </div>
    </I18nProvider>
  );
}
