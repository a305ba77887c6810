import type { Container, Namespace, Node, Pod, Workload } from '../../api/types';
import { formatAge } from '../../format';
import { t } from '../../i18n';
import { levelOfStatus } from '../pods/pod-status';
import { kindText } from './kind-text';
import type { Subject } from './subject';
import type { Measured } from './measured';

/** A word beside the heading: how the subject fares. */
export interface Badge {
  readonly key: string;
  readonly text: string;
  readonly level: 'good' | 'muted' | 'warning' | 'bad';
}

/** A subject and its latest answer; undefined where there is none. */
export interface Badged {
  readonly subject: Subject;
  readonly now: Measured | undefined;
}

/** How the subject fares now; what is gone says so. */
export function badgesOf({ subject, now }: Badged): readonly Badge[] {
  if (now === undefined) return [];
  const stale: Badge[] =
    now.stale === true && now.age_seconds !== undefined
      ? [
          {
            key: 'stale',
            text: t('detail.badge.stale', { age: formatAge(now.age_seconds) }),
            level: 'warning',
          },
        ]
      : [];
  switch (subject.page) {
    case 'node':
      return [...nodeBadges(now as Node), ...stale];
    case 'namespace':
      return [...namespaceBadges(now as Namespace), ...stale];
    case 'workload':
      return [...workloadBadges(now as Workload), ...stale];
    case 'pod':
      return [...podBadges(now as Pod), ...stale];
    case 'container':
      return [...containerBadges(now as Container), ...stale];
  }
}

function nodeBadges({ ready, schedulable }: Node): readonly Badge[] {
  const badges: Badge[] = [];
  if (ready !== undefined) {
    const text = t(ready ? 'detail.node.ready' : 'detail.node.not_ready');
    badges.push({ key: 'ready', text, level: ready ? 'good' : 'bad' });
  }
  if (schedulable === false) {
    badges.push({ key: 'cordoned', text: t('detail.node.cordoned'), level: 'warning' });
  }
  return badges;
}

function namespaceBadges({ phase }: Namespace): readonly Badge[] {
  if (phase === undefined) return [];
  return [{ key: 'phase', text: phase, level: phase === 'Active' ? 'good' : 'warning' }];
}

function workloadBadges({ ready_pods: ready, desired_pods: desired }: Workload): readonly Badge[] {
  if (typeof ready !== 'number' || typeof desired !== 'number') return [];
  const text = t('detail.badge.ready_pods', { ready, desired });
  return [{ key: 'ready', text, level: ready < desired ? 'bad' : 'good' }];
}

const LEVELS = { normal: 'good', muted: 'muted', waiting: 'warning', bad: 'bad' } as const;

function podBadges({ status, phase, restarts }: Pod): readonly Badge[] {
  const text = status ?? phase;
  if (text === undefined) return restartBadges(restarts);
  return [{ key: 'status', text, level: LEVELS[levelOfStatus(text)] }, ...restartBadges(restarts)];
}

function containerBadges({ state, reason, ready, restarts }: Container): readonly Badge[] {
  const badges: Badge[] = [];
  const text = reason ?? kindText(state, 'state');
  if (text !== undefined) {
    const ended = reason === 'Completed' ? 'muted' : 'bad';
    badges.push({ key: 'state', text, level: state === 'running' ? 'good' : ended });
  }
  if (ready === false && state === 'running') {
    badges.push({ key: 'ready', text: t('detail.node.not_ready'), level: 'warning' });
  }
  return [...badges, ...restartBadges(restarts)];
}

function restartBadges(restarts: number | null | undefined): readonly Badge[] {
  if (typeof restarts !== 'number' || restarts === 0) return [];
  return [
    { key: 'restarts', text: t('detail.badge.restarts', { count: restarts }), level: 'warning' },
  ];
}
