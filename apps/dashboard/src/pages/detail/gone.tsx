import type { ApiError } from '../../api/client';
import { formatDuration } from '../../format';
import { language, t } from '../../i18n';
import { Button } from 'react-aria-components/Button';
import { secondsOf, setRange, useRange } from '../../state/range';
import type { Subject } from './subject';

const LONGER_SECONDS = [3_600, 86_400, 604_800, 2_592_000];

/** Nothing of this name now nor in the time looked at: perhaps in a longer time. */
export function Gone({ subject, error }: { subject: Subject; error?: ApiError }) {
  const seconds = secondsOf(useRange());
  const longer = LONGER_SECONDS.filter((one) => one > seconds);
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{t(`detail.gone.${subject.page}`)}</strong>
      </p>
      {/* The API's own words are English, and say what the title says. */}
      {language.get() === 'en' && error?.problem.detail !== undefined && (
        <p>{error.problem.detail}</p>
      )}
      <p>{t('detail.gone.hint')}</p>
      <div className="problem-buttons">
        {longer.map((one) => (
          <Button
            key={one}
            className="button"
            onPress={() => setRange({ kind: 'live', seconds: one })}
          >
            {t('detail.gone.look', { length: formatDuration(one) })}
          </Button>
        ))}
      </div>
    </div>
  );
}
