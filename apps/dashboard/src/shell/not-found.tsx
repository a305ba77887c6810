import { t } from '../i18n';
import { Link, pathTo } from '../state/route';

/** For a path that belongs to no page. */
export function NotFound() {
  return (
    <section className="notice">
      <h1>{t('shell.page.not_found')}</h1>
      <p>{t('shell.not_found.text')}</p>
      <p>
        <Link to={pathTo.overview()}>{t('shell.not_found.overview')}</Link>
      </p>
    </section>
  );
}
