import type { ReactNode } from 'react';
import type { Cluster } from '../../api/types';
import { formatNumber } from '../../format';
import { isMessageKey, t, type MessageKey } from '../../i18n';
import { Link, pathTo } from '../../state/route';
import { levelOfStatus } from '../pods/pod-status';

/** How many nodes, pods and containers there are, and how they fare. */
export function Counts({ cluster }: { cluster: Cluster }) {
  const { nodes, pods, containers } = cluster;
  return (
    <div className="panel counts">
      {nodes !== undefined && (
        <Count to={pathTo.nodes()} label="shell.nav.nodes" count={nodes.known}>
          <li>{t('overview.nodes.reporting', { count: nodes.reporting })}</li>
          <Trouble label="overview.nodes.late" count={nodes.late} />
          <Trouble label="overview.nodes.silent" count={nodes.silent} />
          <Trouble label="overview.nodes.not_ready" count={nodes.not_ready} />
        </Count>
      )}
      {pods !== undefined && (
        <Count to={pathTo.pods()} label="shell.nav.pods" count={pods.total}>
          <PodWords counts={pods.by_status} />
        </Count>
      )}
      {containers !== undefined && (
        <Count label="overview.containers" count={containers.total}>
          {byFrequency(containers.by_state).map(([state, count]) => (
            <li key={state}>{t('overview.count.of', { count, what: stateText(state) })}</li>
          ))}
        </Count>
      )}
    </div>
  );
}

interface CountProps {
  readonly to?: string;
  readonly label: MessageKey;
  readonly count: number;
  readonly children: ReactNode;
}

function Count({ to, label, count, children }: CountProps) {
  return (
    <div className="count">
      <h3>{to === undefined ? t(label) : <Link to={to}>{t(label)}</Link>}</h3>
      <p className="count-number">{formatNumber(count)}</p>
      <ul className="count-words">{children}</ul>
    </div>
  );
}

function Trouble({ label, count = 0 }: { label: MessageKey; count?: number }) {
  return count === 0 ? null : <li className="count-trouble">{t(label, { count })}</li>;
}

/** Pods by status; those of a status that needs a look lead to their list. */
function PodWords({ counts }: { counts: Readonly<Record<string, number>> | undefined }) {
  return byFrequency(counts).map(([status, count]) => {
    const text = t('overview.count.of', { count, what: status });
    const level = levelOfStatus(status);
    if (level === 'normal' || level === 'muted') return <li key={status}>{text}</li>;
    return (
      <li key={status} className={level === 'bad' ? 'count-trouble' : 'count-waiting'}>
        <Link to={`${pathTo.pods()}?filter=${encodeURIComponent(status)}`}>{text}</Link>
      </li>
    );
  });
}

/** The most frequent first. */
function byFrequency(counts: Readonly<Record<string, number>> = {}) {
  return Object.entries(counts).sort(([, a], [, b]) => b - a);
}

function stateText(state: string): string {
  const key = `overview.state.${state}`;
  return isMessageKey(key) ? t(key) : state;
}
