import { ApiError } from '../../api/client';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { titleOf } from '../../shell/page-title';
import { Charts } from './charts';
import { Children } from './children';
import { Crumbs } from './crumbs';
import { Facts } from './facts';
import { Gone } from './gone';
import { PresentValues } from './present-values';
import { ANY_NAMESPACE, type Subject } from './subject';
import { useSubject, type SubjectData } from './use-subject';

/** One thing: what it is, what it uses now and over time, and what it is made of. */
export function SubjectPage({ subject }: { subject: Subject }) {
  const data = useSubject(subject);
  return (
    <article className="detail">
      <Crumbs subject={subject} data={data} />
      <h1>{headingOf(subject)}</h1>
      <Body data={data} />
    </article>
  );
}

/** A pod that is not named by its namespace has only its own name in the heading. */
function headingOf(subject: Subject): string {
  const isBare = subject.page === 'pod' && subject.namespace === ANY_NAMESPACE;
  return isBare ? t('detail.title.pod', { name: subject.pod }) : titleOf(subject);
}

function Body({ data }: { data: SubjectData }) {
  const { subject, latest, windowed, now, then } = data;
  const isContainer = subject.page === 'container';
  const isKnown = now !== undefined || then !== undefined;
  if (!isKnown) {
    const error = windowed.error ?? latest.error;
    if (isContainer && windowed.data !== undefined) return <Gone subject={subject} />;
    if (error?.status === 404) {
      return latest.isLoading ? <Loading /> : <Gone subject={subject} error={error} />;
    }
    if (error !== undefined) return <ProblemView error={error} refresh={windowed.refresh} />;
    return <Loading />;
  }
  return (
    <>
      <Facts data={data} />
      <PresentValues data={data} />
      <Failed error={windowed.error} refresh={windowed.refresh} />
      <Charts data={data} />
      <Children data={data} />
    </>
  );
}

function Loading() {
  return <p className="loading">{t('shell.loading')}</p>;
}

/** A refused window beside latest values that are there; no answer at all is told by the shell. */
function Failed({ error, refresh }: { error: ApiError | undefined; refresh(): void }) {
  if (error === undefined || error.status === 404 || error.status === 0) return null;
  return <ProblemView error={error} refresh={refresh} />;
}
