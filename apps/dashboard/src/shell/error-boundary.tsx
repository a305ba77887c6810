import { Component, type ReactNode } from 'react';
import { t } from '../i18n';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
}

/** Shows what went wrong in place of a page that could not be drawn; the rest goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <section className="notice" role="alert">
        <h1>{t('shell.failed.title')}</h1>
        <p>{t('shell.failed.text')}</p>
        <pre>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
        <p>
          <button type="button" className="button" onClick={() => window.location.reload()}>
            {t('shell.failed.reload')}
          </button>
        </p>
      </section>
    );
  }
}
