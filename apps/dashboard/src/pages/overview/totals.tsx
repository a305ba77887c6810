import type { Cluster } from '../../api/types';
import { t, type MessageKey } from '../../i18n';
import { Link, pathTo } from '../../state/route';
import { TotalBar } from './total-bar';
import { TotalValue } from './total-value';

/** Totals of the cluster against what there is and what is set aside. */
export function Totals({ cluster }: { cluster: Cluster }) {
  return (
    <section className="totals" aria-labelledby="totals-title">
      <h2 id="totals-title" className="visually-hidden">
        {t('overview.totals')}
      </h2>
      {cluster.scope === 'namespaces' && (
        <p className="overview-note">{t('overview.scope.namespaces')}</p>
      )}
      <Counts cluster={cluster} />
      <Panel title="overview.cpu">
        <TotalBar
          cluster={cluster}
          label="overview.used"
          field="cpu_millicores"
          percents={CPU_USE}
        />
        <TotalBar
          cluster={cluster}
          label="overview.requested"
          field="cpu_request_millicores"
          percents={['cpu_requested_percent']}
        />
        <TotalBar
          cluster={cluster}
          label="overview.limited"
          field="cpu_limit_millicores"
          percents={['cpu_limited_percent']}
        />
        <Wholes
          cluster={cluster}
          fields={['cpu_capacity_millicores', 'cpu_allocatable_millicores']}
        />
        <Lacking cluster={cluster} resource="cpu" />
      </Panel>
      <Panel title="overview.memory">
        <TotalBar
          cluster={cluster}
          label="overview.used"
          field="memory_bytes"
          percents={MEMORY_USE}
        />
        <TotalBar
          cluster={cluster}
          label="overview.requested"
          field="memory_request_bytes"
          percents={['memory_requested_percent']}
        />
        <TotalBar
          cluster={cluster}
          label="overview.limited"
          field="memory_limit_bytes"
          percents={['memory_limited_percent']}
        />
        <Wholes cluster={cluster} fields={['memory_total_bytes', 'memory_allocatable_bytes']} />
        <Lacking cluster={cluster} resource="memory" />
      </Panel>
      <Panel title="overview.traffic">
        <Facts cluster={cluster} fields={TRAFFIC} />
      </Panel>
    </section>
  );
}

const CPU_USE = ['cpu_allocatable_percent', 'cpu_percent'] as const;
const MEMORY_USE = ['memory_allocatable_percent', 'memory_percent'] as const;

const TRAFFIC = [
  ['network_rx_bytes_per_second', 'overview.network_rx'],
  ['network_tx_bytes_per_second', 'overview.network_tx'],
  ['disk_read_bytes_per_second', 'overview.disk_read'],
  ['disk_write_bytes_per_second', 'overview.disk_write'],
] as const;

function Panel({ title, children }: { title: MessageKey; children: React.ReactNode }) {
  return (
    <div className="panel">
      <h3>{t(title)}</h3>
      {children}
    </div>
  );
}

/** What there is in all and may be given to pods. */
function Wholes({ cluster, fields }: { cluster: Cluster; fields: readonly string[] }) {
  return (
    <Facts
      cluster={cluster}
      fields={[
        [fields[0], 'overview.capacity'],
        [fields[1], 'overview.allocatable'],
      ]}
    />
  );
}

function Facts({
  cluster,
  fields,
}: {
  cluster: Cluster;
  fields: readonly (readonly [field: string, label: MessageKey])[];
}) {
  return (
    <dl className="facts">
      {fields.map(([field, label]) => (
        <div key={field}>
          <dt>{t(label)}</dt>
          <dd>
            <TotalValue cluster={cluster} field={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Pods the sums of requests and limits lack. */
function Lacking({ cluster, resource }: { cluster: Cluster; resource: 'cpu' | 'memory' }) {
  const requests = cluster[`pods_without_${resource}_request`] ?? 0;
  const limits = cluster[`pods_without_${resource}_limit`] ?? 0;
  if (requests + limits === 0) return null;
  return (
    <p className="total-note">
      {requests > 0 && t('overview.without_request', { count: requests })}{' '}
      {limits > 0 && t('overview.without_limit', { count: limits })}
    </p>
  );
}

function Counts({ cluster }: { cluster: Cluster }) {
  const { nodes, pods, containers } = cluster;
  return (
    <div className="panel counts">
      {nodes !== undefined && (
        <Count to={pathTo.nodes()} label="shell.nav.nodes" count={nodes.known}>
          {t('overview.nodes.reporting', { count: nodes.reporting })}
          <Trouble label="overview.nodes.late" count={nodes.late} />
          <Trouble label="overview.nodes.silent" count={nodes.silent} />
          <Trouble label="overview.nodes.not_ready" count={nodes.not_ready} />
        </Count>
      )}
      {pods !== undefined && (
        <Count to={pathTo.pods()} label="shell.nav.pods" count={pods.total}>
          <Words counts={pods.by_status} />
        </Count>
      )}
      {containers !== undefined && (
        <Count label="overview.containers" count={containers.total}>
          <Words counts={containers.by_state} />
        </Count>
      )}
    </div>
  );
}

function Count({
  to,
  label,
  count,
  children,
}: {
  to?: string;
  label: MessageKey;
  count: number;
  children: React.ReactNode;
}) {
  return (
    <div className="count">
      <h3>{to === undefined ? t(label) : <Link to={to}>{t(label)}</Link>}</h3>
      <p className="count-number">{count}</p>
      <p className="count-words">{children}</p>
    </div>
  );
}

function Trouble({ label, count = 0 }: { label: MessageKey; count?: number }) {
  return count === 0 ? null : <strong className="count-trouble">, {t(label, { count })}</strong>;
}

/** The most frequent words with how often there are. */
function Words({ counts = {} }: { counts?: Readonly<Record<string, number>> }) {
  const words = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return <>{words.map(([word, count]) => `${count} ${word}`).join(', ')}</>;
}
