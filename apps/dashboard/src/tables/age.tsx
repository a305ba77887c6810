import { formatDuration } from '../format';
import { t } from '../i18n';
import './tables.css';

export interface AgeProps {
  /** `age_seconds` of an answer. */
  readonly seconds: number | null | undefined;
  /** `stale` of an answer: not heard of for three intervals. */
  readonly isStale?: boolean;
}

/** Age of data; what is stale says so by a sign and a word, not by colour alone. */
export function Age({ seconds, isStale = false }: AgeProps) {
  if (seconds === null || seconds === undefined) return <span className="value-missing">–</span>;
  return (
    <span className={isStale ? 'age age-stale' : 'age'}>
      {isStale && (
        <>
          <span aria-hidden="true">⚠ </span>
          <span className="visually-hidden-table">{t('tables.stale')} </span>
        </>
      )}
      {formatDuration(seconds)}
    </span>
  );
}
