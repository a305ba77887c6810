import type { ReactNode } from 'react';
import { t } from '../../i18n';
import { useMediaQuery } from '../../shell/use-media-query';
import { containerFacts } from './container-facts';
import { nodeFacts } from './node-facts';
import { podFacts } from './pod-facts';
import { groupFacts } from './group-facts';
import type { SubjectData } from './use-subject';

/** One thing known of the subject: a name for it and what it is. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
  /** Is looked up now and then, and folded away on a small screen. */
  readonly isMinor?: boolean;
}

/** What the subject is: where it belongs, its state, what it is made of. */
export function Facts({ data }: { data: SubjectData }) {
  const isSmall = useMediaQuery('(max-width: 40rem)');
  const facts = factsOf(data).filter(
    ({ value }) => value !== undefined && value !== null && value !== '' && value !== false,
  );
  if (facts.length === 0) return null;
  const minor = facts.filter(({ isMinor }) => isMinor);
  if (!isSmall || minor.length === 0) {
    return (
      <section className="facts" aria-label={t('detail.facts')}>
        <FactList facts={facts} />
      </section>
    );
  }
  return (
    <section className="facts" aria-label={t('detail.facts')}>
      <FactList facts={facts.filter(({ isMinor }) => !isMinor)} />
      <details>
        <summary>{t('detail.facts.more', { count: minor.length })}</summary>
        <FactList facts={minor} />
      </details>
    </section>
  );
}

function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl>
      {facts.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(data: SubjectData): readonly Fact[] {
  switch (data.subject.page) {
    case 'node':
      return nodeFacts(data);
    case 'namespace':
    case 'workload':
      return groupFacts(data);
    case 'pod':
      return podFacts(data);
    case 'container':
      return containerFacts(data);
  }
}
