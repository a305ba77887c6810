import { t } from '../../i18n';
import { Age } from '../../tables';
import { FieldNumber } from './field-number';
import { PresentCard } from './present-card';
import { presentCards, presentRest } from './present-fields';
import type { SubjectData } from './use-subject';

/** What the subject uses now; each number explains itself. */
export function PresentValues({ data }: { data: SubjectData }) {
  const { subject, now } = data;
  if (now === undefined) return <p className="notice-gone">{t('detail.past')}</p>;
  return (
    <section aria-label={t('detail.now')} className="present">
      {presentCards(subject.page).map((card) => (
        <PresentCard key={card.key} card={card} now={now} page={subject.page} />
      ))}
      <div className="present-item present-rest">
        <h2>{t('detail.now.rest')}</h2>
        <dl>
          {presentRest(subject.page).map((field) => (
            <div key={field.field}>
              <dt>{t(field.label)}</dt>
              <dd>
                <FieldNumber field={field} now={now} page={subject.page} />
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('detail.now.age')}</dt>
            <dd>
              <Age seconds={now.age_seconds} isStale={now.stale} />
            </dd>
          </div>
        </dl>
      </div>
    </section>
  );
}
