import type { Cluster } from '../../api/types';
import { useResource } from '../../api/use-resource';
import type { Unit } from '../../format';
import { t, type MessageKey } from '../../i18n';
import { Value, explainField } from '../../tables';
import { numberOf } from '../../api/measured';

const NUMBERS: readonly (readonly [field: string, label: MessageKey, unit: Unit])[] = [
  ['cpu_millicores', 'top.cpu', 'millicores'],
  ['cpu_percent', 'top.cpu_percent', 'percent'],
  ['memory_bytes', 'top.memory', 'bytes'],
  ['memory_percent', 'top.memory_percent', 'percent'],
  ['network_rx_bytes_per_second', 'top.rx', 'bytes_per_second'],
  ['network_tx_bytes_per_second', 'top.tx', 'bytes_per_second'],
  ['disk_read_bytes_per_second', 'top.read', 'bytes_per_second'],
  ['disk_write_bytes_per_second', 'top.write', 'bytes_per_second'],
];

/** The cluster in one line, as the first lines of top(1). */
export function ClusterLine() {
  const { data } = useResource<Cluster>('/api/cluster');
  if (data === undefined) return null;
  const { nodes, pods } = data;
  return (
    <dl className="top-cluster" aria-label={t('top.cluster')}>
      {nodes !== undefined && (
        <div>
          <dt>{t('top.nodes')}</dt>
          <dd>{t('top.nodes.reporting', { reporting: nodes.reporting, known: nodes.known })}</dd>
        </div>
      )}
      {pods !== undefined && (
        <div>
          <dt>{t('top.pods')}</dt>
          <dd>
            <Value value={pods.total} />
          </dd>
        </div>
      )}
      {NUMBERS.map(([field, label, unit]) => (
        <div key={field}>
          <dt>{t(label)}</dt>
          <dd>
            <Value
              value={numberOf(data, field)}
              unit={unit}
              missing={data.missing?.[field]}
              explanation={explainField(field, 'node', { ageSeconds: data.age_seconds })}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
