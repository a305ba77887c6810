import type { ReactNode } from 'react';
import { t } from '../../i18n';
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
}

/** What the subject is: where it belongs, its state, what it was promised. */
export function Facts({ data }: { data: SubjectData }) {
  const facts = factsOf(data).filter(
    ({ value }) => value !== undefined && value !== null && value !== '',
  );
  if (facts.length === 0) return null;
  return (
    <dl className="facts" aria-label={t('detail.facts')}>
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
