import type { Pod } from '../../api/types';
import { t } from '../../i18n';
import { Link, pathTo } from '../../state/route';
import { ANY_NAMESPACE, type Subject } from './subject';
import type { SubjectData } from './use-subject';

interface Crumb {
  readonly label: string;
  readonly to: string;
}

/** The way up: list, namespace, workload, pod. */
export function Crumbs({ subject, data }: { subject: Subject; data: SubjectData }) {
  return (
    <nav aria-label={t('detail.crumbs')}>
      <ol className="crumbs">
        {crumbsOf(subject, data).map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function crumbsOf(subject: Subject, data: SubjectData): readonly Crumb[] {
  const namespaces = { label: t('shell.nav.namespaces'), to: pathTo.namespaces() };
  switch (subject.page) {
    case 'node':
      return [{ label: t('shell.nav.nodes'), to: pathTo.nodes() }];
    case 'namespace':
      return [namespaces];
    case 'workload':
      return [namespaces, namespaceCrumb(subject.namespace)];
    case 'pod':
      return podCrumbs(subject.namespace, data);
    case 'container': {
      const { namespace, pod } = subject;
      return [...podCrumbs(namespace, data), { label: pod, to: pathTo.pod(namespace, pod) }];
    }
  }
}

function podCrumbs(namespace: string, { latest, windowed }: SubjectData): readonly Crumb[] {
  if (namespace === ANY_NAMESPACE) return [{ label: t('shell.nav.pods'), to: pathTo.pods() }];
  const workload = ((latest.data ?? windowed.data) as Pod | undefined)?.workload;
  const up = { label: t('shell.nav.namespaces'), to: pathTo.namespaces() };
  const crumbs = [up, namespaceCrumb(namespace)];
  if (workload === undefined) return crumbs;
  const { kind, name } = workload;
  return [...crumbs, { label: `${kind} ${name}`, to: pathTo.workload(namespace, kind, name) }];
}

function namespaceCrumb(namespace: string): Crumb {
  return { label: namespace, to: pathTo.namespace(namespace) };
}
