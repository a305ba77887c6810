import { useEffect } from 'react';
import type { Pod } from '../../api/types';
import { ApiError } from '../../api/client';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { Charts } from './charts';
import { Children } from './children';
import { Crumbs } from './crumbs';
import { Facts } from './facts';
import { FindingsHere } from './findings-here';
import { Gone } from './gone';
import { Heading } from './heading';
import { PresentValues } from './present-values';
import { go, place } from '../../state/location';
import { pathTo } from '../../state/route';
import { ANY_NAMESPACE, type Subject } from './subject';
import { useSubject, type SubjectData } from './use-subject';

/** One thing: what it is, what it uses now and over time, and what it is made of. */
export function SubjectPage({ subject }: { subject: Subject }) {
  const data = useSubject(subject);
  useOwnAddress(data);
  return (
    <article className="detail">
      <Crumbs subject={subject} data={data} />
      <Heading data={data} />
      <Body data={data} />
    </article>
  );
}

/** A pod found without its namespace is shown at its own address, which says where it is. */
function useOwnAddress({ subject, latest }: SubjectData): void {
  const address = ownAddress(subject, latest.data as Pod | undefined);
  useEffect(() => {
    if (address !== undefined) go(address + place.get().search, { replace: true });
  }, [address]);
}

function ownAddress(subject: Subject, pod: Pod | undefined): string | undefined {
  const isBare = 'namespace' in subject && subject.namespace === ANY_NAMESPACE;
  if (!isBare || typeof pod?.namespace !== 'string' || pod.pod === null) return undefined;
  if (subject.page === 'container') {
    return pathTo.container(pod.namespace, pod.pod, subject.container);
  }
  return subject.page === 'pod' ? pathTo.pod(pod.namespace, pod.pod) : undefined;
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
      <FindingsHere subject={subject} />
      <PresentValues data={data} />
      <Facts data={data} />
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
