import type { Cluster } from '../../api/types';
import { t, type MessageKey } from '../../i18n';
import { PercentBar, Value, reasonText } from '../../tables';
import { numberOf } from '../lists/measured';
import { TotalValue, explainTotal } from './total-value';

interface Props {
  readonly cluster: Cluster;
  readonly label: MessageKey;
  readonly field: string;
  /** Shares of it; the first that is known is shown. */
  readonly percents: readonly string[];
}

/** A total and its share of what there is, as a bar. */
export function TotalBar({ cluster, label, field, percents }: Props) {
  const percentField = percents.find(
    (name) => typeof numberOf(cluster, name) === 'number' && isOfAll(cluster, name),
  );
  const percent = percentField === undefined ? undefined : numberOf(cluster, percentField);
  return (
    <div className="total-bar">
      <span className="total-label">{t(label)}</span>
      <span className="total-number">
        <TotalValue cluster={cluster} field={field} />
      </span>
      <span className="total-share">
        {typeof percent === 'number' && percentField !== undefined ? (
          <Value value={percent} unit="percent" explanation={explainTotal(cluster, percentField)}>
            <PercentBar percent={percent} warningFrom={90} badFrom={100} />
          </Value>
        ) : (
          // A total that is missing tells its reason itself.
          typeof numberOf(cluster, field) === 'number' && (
            <span className="total-note">{explainNoShare(cluster, field)}</span>
          )
        )}
      </span>
    </div>
  );
}

/** A share of what some nodes have says nothing beside a sum over all of them. */
function isOfAll({ nodes_without: without = {} }: Cluster, percentField: string): boolean {
  if (percentField === 'cpu_percent') return without['cpu_capacity_millicores'] === undefined;
  return percentField !== 'memory_percent' || without['memory_total_bytes'] === undefined;
}

/** Why there is no share: there is no total, or not every node tells what it has. */
function explainNoShare({ missing }: Cluster, field: string): string {
  const reason = missing?.[field] ?? missing?.['cpu_allocatable_millicores'];
  return reason === undefined ? t('overview.no_share') : reasonText(reason);
}
