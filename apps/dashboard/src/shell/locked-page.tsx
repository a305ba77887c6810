import { Button } from 'react-aria-components/Button';
import { t } from '../i18n';
import { loginDialog } from './login-state';

/** In place of a page of which nothing may be read without a token. */
export function LockedPage() {
  return (
    <section className="notice">
      <h1>{t('shell.locked')}</h1>
      <p>{t('shell.login.text')}</p>
      <p>
        <Button className="button button-primary" onPress={() => loginDialog.set(true)}>
          {t('shell.login.open')}
        </Button>
      </p>
    </section>
  );
}
