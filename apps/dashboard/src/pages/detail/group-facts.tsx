import type { Namespace, Workload } from '../../api/types';
import { t } from '../../i18n';
import { Link, pathTo } from '../../state/route';
import type { Fact } from './facts';
import { promiseFacts } from './promise-facts';
import type { SubjectData } from './use-subject';

/** Of a namespace or workload: how many pods, what they were promised. */
export function groupFacts(data: SubjectData): readonly Fact[] {
  const { subject, now, then } = data;
  // The answers at these paths are sums over pods.
  const item = (now ?? then) as Partial<Namespace & Workload> | undefined;
  if (subject.page !== 'namespace' && subject.page !== 'workload') return [];
  return [
    ...(subject.page === 'workload' ? [namespaceFact(subject.namespace)] : []),
    { key: 'phase', label: t('detail.fact.phase'), value: now ? '' : item?.phase },
    { key: 'pods', label: t('detail.fact.pods'), value: item?.pods },
    { key: 'desired', label: t('detail.fact.desired'), value: item?.desired_pods },
    { key: 'ready', label: t('detail.fact.ready_pods'), value: item?.ready_pods },
    { key: 'estimated', label: t('detail.fact.estimated'), value: item?.estimated_pods || '' },
    ...promiseFacts(data),
    {
      key: 'without_cpu',
      label: t('detail.fact.without_cpu_request'),
      value: item?.pods_without_cpu_request,
    },
    {
      key: 'without_memory',
      label: t('detail.fact.without_memory_request'),
      value: item?.pods_without_memory_request,
    },
  ];
}

function namespaceFact(namespace: string): Fact {
  const value = <Link to={pathTo.namespace(namespace)}>{namespace}</Link>;
  return { key: 'namespace', label: t('detail.fact.namespace'), value };
}
