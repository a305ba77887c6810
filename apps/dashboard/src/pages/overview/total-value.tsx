import type { Cluster } from '../../api/types';
import { unitOfField } from '../../format';
import { isMessageKey, t } from '../../i18n';
import { Value, explainField, type Explanation } from '../../tables';
import { numberOf } from '../../api/measured';

/** Where a total comes from: measured at the nodes or (`pods_…`) at the pods, or told by the cluster. */
export function explainTotal(cluster: Cluster, field: string): Explanation {
  const { age_seconds: ageSeconds, timestamp } = cluster;
  const reading = { ageSeconds, timestamp };
  if (field.startsWith('pods_')) return explainField(field.slice('pods_'.length), 'sum', reading);
  const explanation = explainField(field, 'node', reading);
  const key = `overview.explain.${field}`;
  if (isMessageKey(key)) return { ...explanation, description: t(key) };
  const formula = t('overview.formula.sum', { formula: explanation.formula ?? field });
  return { ...explanation, formula };
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
