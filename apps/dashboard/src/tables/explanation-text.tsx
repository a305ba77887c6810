import type { ReactNode } from 'react';
import { formatAge, formatDateTime } from '../format';
import { t } from '../i18n';
import type { Explanation } from './explanation';

export interface ExplanationTextProps {
  readonly explanation: Explanation;
  /** The value in the unit of the API, with all its digits. */
  readonly exact?: string;
}

/** An explanation in words: what the number is, formula, source, window, age. */
export function ExplanationText({ explanation, exact }: ExplanationTextProps) {
  const { field, description, formula, sources, window, age, readAt } = textsOf(explanation);
  return (
    <>
      <p className="popover-what">{description}</p>
      <dl>
        {exact !== undefined && <Line term={t('tables.exact')}>{exact}</Line>}
        {formula !== undefined && <Line term={t('tables.formula')}>{formula}</Line>}
        {sources !== undefined && (
          <Line term={t('tables.source')}>
            {sources.map((source) => (
              <code key={source}>{source}</code>
            ))}
          </Line>
        )}
        {window !== undefined && <Line term={t('tables.window')}>{window}</Line>}
        {age !== undefined && <Line term={t('tables.age')}>{age}</Line>}
        {readAt !== undefined && <Line term={t('tables.read_at')}>{readAt}</Line>}
        {field !== undefined && (
          <Line term={t('tables.field')}>
            <code>{field}</code>
          </Line>
        )}
      </dl>
    </>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function textsOf({ ageSeconds, readAtMs, ...others }: Explanation) {
  return {
    ...others,
    age: ageSeconds === undefined ? undefined : formatAge(ageSeconds),
    readAt: readAtMs === undefined ? undefined : formatDateTime(readAtMs),
  };
}
