import type { Pod } from '../../api/types';
import { formatDateTime } from '../../format';
import { t } from '../../i18n';
import { Link, pathTo } from '../../state/route';
import { CopiedText } from './copied-text';
import type { Fact } from './facts';
import { promiseFacts } from './promise-facts';
import { shortId } from './short-id';
import type { SubjectData } from './use-subject';

/** What a pod is, where it runs and to what it belongs. */
export function podFacts(data: SubjectData): readonly Fact[] {
  // The answer at a pod's path is a pod.
  const pod = (data.now ?? data.then) as Pod | undefined;
  if (pod === undefined) return [];
  return [...placeFacts(pod), ...stateFacts(pod, data.now !== undefined), ...promiseFacts(data)];
}

/** Links to the pod's node, namespace and workload. */
export function placeFacts({ node, namespace, workload }: Pod): readonly Fact[] {
  return [
    {
      key: 'node',
      label: t('detail.fact.node'),
      value:
        node === null ? t('detail.fact.unscheduled') : <Link to={pathTo.node(node)}>{node}</Link>,
    },
    {
      key: 'namespace',
      label: t('detail.fact.namespace'),
      value: namespace !== null && <Link to={pathTo.namespace(namespace)}>{namespace}</Link>,
    },
    {
      key: 'workload',
      label: t('detail.fact.workload'),
      value: namespace !== null && workload !== undefined && (
        <Link to={pathTo.workload(namespace, workload.kind, workload.name)}>
          {workload.kind} {workload.name}
        </Link>
      ),
    },
  ].filter(({ value }) => value !== false);
}

/** The status of the present stands beside the heading. */
function stateFacts(pod: Pod, isPresent: boolean): readonly Fact[] {
  const { phase, status, qos, restarts, created_at: created, deleted_at: deleted } = pod;
  return [
    {
      key: 'phase',
      label: t('detail.fact.phase'),
      value: isPresent && (status ?? phase) === phase ? '' : phase,
    },
    {
      key: 'status',
      label: t('detail.fact.status'),
      value: isPresent || status === phase ? '' : status,
    },
    { key: 'qos', label: t('detail.fact.qos'), value: qos, isMinor: true },
    { key: 'restarts', label: t('detail.fact.restarts'), value: restarts },
    {
      key: 'network',
      label: t('detail.fact.network'),
      value: pod.host_network === true ? t('detail.fact.host_network') : '',
      isMinor: true,
    },
    {
      key: 'static',
      label: t('detail.fact.made_by'),
      value: pod.static_pod === true ? t('detail.fact.static_pod') : '',
      isMinor: true,
    },
    { key: 'created', label: t('detail.fact.created'), value: timeOf(created) },
    { key: 'deleted', label: t('detail.fact.deleted'), value: timeOf(deleted) },
    {
      key: 'uid',
      label: t('detail.fact.uid'),
      value: pod.uid !== undefined && (
        <CopiedText label={t('detail.fact.uid')} text={pod.uid} shown={shortId(pod.uid)} />
      ),
      isMinor: true,
    },
  ].filter(({ value }) => value !== false);
}

/** A time of an answer in the reader's zone. */
export function timeOf(timestamp: string | undefined): string | undefined {
  return timestamp === undefined ? undefined : formatDateTime(Date.parse(timestamp));
}
