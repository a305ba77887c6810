import { t } from '../../i18n';
import { Age, PercentBar, Value, explainField } from '../../tables';
import { missingReason, numberOf, type Measured } from './measured';
import { presentFields, type PresentField } from './present-fields';
import { scopeOf } from './scope';
import type { SubjectData } from './use-subject';

/** From here on a share is worth a look, and from here on bad; requests may well be exceeded. */
const WARNING_PERCENT = 80;
const BAD_PERCENT = 95;

/** What the subject uses now; each number explains itself. */
export function PresentValues({ data }: { data: SubjectData }) {
  const { subject, now } = data;
  if (now === undefined) return <p className="notice-gone">{t('detail.past')}</p>;
  return (
    <section aria-label={t('detail.now')}>
      <dl className="present">
        {presentFields(subject.page).map((present) => (
          <Present key={present.field} present={present} now={now} data={data} />
        ))}
        <div className="present-item">
          <dt>{t('detail.now.age')}</dt>
          <dd>
            <Age seconds={now.age_seconds} isStale={now.stale} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Present({
  present: { field, label, unit, shares = [] },
  now,
  data,
}: {
  present: PresentField;
  now: Measured;
  data: SubjectData;
}) {
  const explain = (name: string) => explanationOf(name, now, data);
  return (
    <div className="present-item">
      <dt>{t(label)}</dt>
      <dd>
        <span className="present-value">
          <Value
            value={numberOf(now, field)}
            unit={unit}
            missing={missingReason(now, field)}
            explanation={explain(field)}
          />
        </span>
        {shares.map((share) => {
          const percent = numberOf(now, share.field);
          if (typeof percent !== 'number') return null;
          return (
            <span key={share.field} className="present-share">
              <Value value={percent} unit="percent" explanation={explain(share.field)}>
                <PercentBar percent={percent} {...levelsOf(share.field)} />
              </Value>
              <span className="hint">{t(share.label)}</span>
            </span>
          );
        })}
      </dd>
    </div>
  );
}

function levelsOf(field: string) {
  const isFull = !field.endsWith('_request_percent') && !field.endsWith('_requested_percent');
  return isFull ? { warningFrom: WARNING_PERCENT, badFrom: BAD_PERCENT } : {};
}

function explanationOf(field: string, now: Measured, { subject }: SubjectData) {
  return explainField(field, scopeOf(subject.page), {
    ageSeconds: now.age_seconds,
    timestamp: now.timestamp,
  });
}
