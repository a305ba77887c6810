import type { Cluster } from '../../api/types';
import { formatValue } from '../../format';
import { t, type MessageKey } from '../../i18n';
import { Meter } from '../../shell/meter';
import { Value, reasonText } from '../../tables';
import { numberOf } from '../../api/measured';
import type { TotalCard as Card, TotalRow } from './total-fields';
import { TotalValue, explainTotal } from './total-value';

/** From here on a share is worth a look, and from here on bad. */
const WARNING_PERCENT = 90;
const BAD_PERCENT = 100;

interface Props {
  readonly cluster: Cluster;
  readonly card: Card;
}

/** Use, requests and limits of one resource, each against what the nodes may give to pods. */
export function TotalCard({ cluster, card }: Props) {
  const { title, rows, allocatable, capacity, resource } = card;
  return (
    <div className="panel total-card">
      <h3>{t(title)}</h3>
      <table className="total-rows">
        <caption className="visually-hidden">{t(title)}</caption>
        <tbody>
          {rows
            .filter(({ field }) => !needsCluster(cluster, field))
            .map((row) => (
              <Row key={row.field} cluster={cluster} row={row} />
            ))}
          {!needsCluster(cluster, allocatable) && (
            <Whole cluster={cluster} field={allocatable} label="overview.allocatable" />
          )}
          <Whole cluster={cluster} field={capacity} label="overview.capacity" />
        </tbody>
      </table>
      <Lacking cluster={cluster} resource={resource} />
      {needsCluster(cluster, allocatable) && (
        <p className="total-note">{t('overview.no_cluster')}</p>
      )}
    </div>
  );
}

/** Without a cluster requests, limits and allocatable are missing for one reason: it is said once. */
function needsCluster({ missing }: Cluster, field: string): boolean {
  return missing?.[field] === 'no_cluster';
}

function Row({ cluster, row: { label, field, shares } }: { cluster: Cluster; row: TotalRow }) {
  const share = shares.find(
    ([name]) => typeof numberOf(cluster, name) === 'number' && isOfAll(cluster, name),
  );
  const percent = share && numberOf(cluster, share[0]);
  return (
    <tr>
      <th scope="row">{t(label)}</th>
      <td className="total-number">
        <TotalValue cluster={cluster} field={field} />
      </td>
      {typeof percent === 'number' && share !== undefined ? (
        <>
          <td className="total-share">
            <Value value={percent} unit="percent" explanation={explainTotal(cluster, share[0])}>
              <Meter
                percent={percent}
                text={formatValue(percent, 'percent')}
                warningFrom={WARNING_PERCENT}
                badFrom={BAD_PERCENT}
              />
            </Value>
          </td>
          <td className="total-of">{t(share[1])}</td>
        </>
      ) : (
        <td className="total-of" colSpan={2}>
          {explainNoShare(cluster, field)}
        </td>
      )}
    </tr>
  );
}

/** What there is in all, and of how many nodes that is. */
function Whole({ cluster, field, label }: { cluster: Cluster; field: string; label: MessageKey }) {
  return (
    <tr>
      <th scope="row">{t(label)}</th>
      <td className="total-number">
        <TotalValue cluster={cluster} field={field} />
      </td>
      <td className="total-of" colSpan={2}>
        {nodesOf(cluster, field)}
      </td>
    </tr>
  );
}

/** Of how many nodes a sum is, or how many it lacks. */
function nodesOf({ nodes, nodes_without: without }: Cluster, field: string): string | undefined {
  const lacking = without?.[field];
  if (lacking !== undefined) return t('overview.without_nodes', { count: lacking });
  return nodes && t('overview.of_nodes', { count: nodes.known });
}

/** A share of what some nodes have says nothing beside a sum over all of them. */
function isOfAll({ nodes_without: without = {} }: Cluster, percentField: string): boolean {
  if (percentField === 'cpu_percent') return without['cpu_capacity_millicores'] === undefined;
  return percentField !== 'memory_percent' || without['memory_total_bytes'] === undefined;
}

/** Why there is no share: there is no total, or not every node tells what it has. */
function explainNoShare(cluster: Cluster, field: string): string {
  const { missing } = cluster;
  const reason = missing?.[field] ?? missing?.['cpu_allocatable_millicores'];
  return reason === undefined ? t('overview.no_share') : reasonText(reason);
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
