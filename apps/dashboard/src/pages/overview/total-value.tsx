import type { Cluster } from '../../api/types';
import { unitOfField } from '../../format';
import { Value, explainField, type Explanation } from '../../tables';
import { numberOf } from '../lists/measured';

/** Where the field of a total comes from: `pods_…` are sums over pods. */
export function explainTotal(cluster: Cluster, field: string): Explanation {
  const { age_seconds: ageSeconds, timestamp } = cluster;
  const reading = { ageSeconds, timestamp };
  if (field.startsWith('pods_')) return explainField(field.slice('pods_'.length), 'sum', reading);
  return explainField(field, 'node', reading);
}

/** A total, which explains itself. */
export function TotalValue({ cluster, field }: { cluster: Cluster; field: string }) {
  return (
    <Value
      value={numberOf(cluster, field)}
      unit={unitOfField(field)}
      missing={cluster.missing?.[field]}
      explanation={explainTotal(cluster, field)}
    />
  );
}
