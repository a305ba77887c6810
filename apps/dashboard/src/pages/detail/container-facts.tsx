import type { Container, Pod } from '../../api/types';
import { t } from '../../i18n';
import { Link, pathTo } from '../../state/route';
import { CopiedText } from './copied-text';
import type { Fact } from './facts';
import { kindText } from './kind-text';
import { placeFacts, timeOf } from './pod-facts';
import { promiseFacts } from './promise-facts';
import { shortId } from './short-id';
import type { SubjectData } from './use-subject';

/** What a container is, how it fares, and how its run before ended. */
export function containerFacts(data: SubjectData): readonly Fact[] {
  const { subject, now, then, latest, windowed } = data;
  // The page of a container shows a container of a pod's answer.
  const container = (now ?? then) as Container | undefined;
  const pod = (latest.data ?? windowed.data) as Pod | undefined;
  if (container === undefined || pod === undefined || subject.page !== 'container') return [];
  const to = pathTo.pod(subject.namespace, subject.pod);
  return [
    {
      key: 'pod',
      label: t('detail.fact.pod'),
      value: <Link to={to}>{pod.pod ?? subject.pod}</Link>,
    },
    ...placeFacts(pod),
    ...stateFacts(container, now !== undefined),
    ...promiseFacts(data),
  ];
}

function stateFacts(container: Container, isPresent: boolean): readonly Fact[] {
  const { kind, state, reason, image, restarts, container_id: id } = container;
  const how = [kindText(state, 'state'), reason].filter((part) => part !== undefined).join(', ');
  return [
    { key: 'kind', label: t('detail.fact.kind'), value: kindText(kind, 'kind'), isMinor: true },
    { key: 'state', label: t('detail.fact.state'), value: isPresent ? '' : how },
    { key: 'ready', label: t('detail.fact.ready'), value: readyText(container.ready) },
    { key: 'restarts', label: t('detail.fact.restarts'), value: restarts },
    { key: 'last', label: t('detail.fact.last_end'), value: lastEnd(container) },
    { key: 'image', label: t('detail.fact.image'), value: image, isMinor: true },
    {
      key: 'id',
      label: t('detail.fact.container_id'),
      value: id !== null && (
        <CopiedText label={t('detail.fact.container_id')} text={id} shown={shortId(id)} />
      ),
      isMinor: true,
    },
  ];
}

function readyText(isReady: boolean | undefined): string | undefined {
  return isReady === undefined ? undefined : t(isReady ? 'detail.yes' : 'detail.no');
}

function lastEnd({ last_termination: last }: Container): string | undefined {
  if (last === undefined) return undefined;
  const code =
    last.exit_code === undefined ? undefined : t('detail.fact.exit', { code: last.exit_code });
  return [last.reason, code, timeOf(last.finished_at)]
    .filter((part) => part !== undefined)
    .join(', ');
}
