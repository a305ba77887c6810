import { useMemo } from 'react';
import { useRoute } from '../../state/route';
import { subjectOf, type Subject } from './subject';
import { SubjectPage } from './subject-page';
import './detail.css';

/** The page of one node, namespace, workload, pod or container. */
export default function DetailPage() {
  const route = useRoute();
  const subject = subjectOf(route);
  // The route is a new one with each change of the query, the subject is not.
  const key = JSON.stringify({ ...subject, search: undefined });
  const same = useMemo(() => JSON.parse(key) as Subject, [key]);
  return subject === undefined ? null : <SubjectPage key={key} subject={same} />;
}
