import { t } from '../../i18n';
import { titleOf } from '../../shell/page-title';
import { badgesOf } from './badges';
import type { SubjectData } from './use-subject';

/** What the page is about, and how that fares. */
export function Heading({ data }: { data: SubjectData }) {
  const badges = badgesOf(data);
  return (
    <div className="detail-heading">
      <h1>{titleOf(data.subject)}</h1>
      {badges.length > 0 && (
        <ul className="badges" aria-label={t('detail.fact.state')}>
          {badges.map(({ key, text, level }) => (
            <li key={key} className={`badge badge-${level}`}>
              {text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
