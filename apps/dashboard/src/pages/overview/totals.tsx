import type { Cluster } from '../../api/types';
import { t } from '../../i18n';
import { Age } from '../../tables';
import { Counts } from './counts';
import { TotalCard } from './total-card';
import { TOTAL_CARDS, TRAFFIC } from './total-fields';
import { TotalValue } from './total-value';

/** Room for the totals while they are asked for: what stands below does not jump. */
export function TotalsToCome() {
  return (
    <div className="totals" aria-busy="true">
      {['counts', 'cpu', 'memory', 'traffic'].map((panel) => (
        <div key={panel} className="panel totals-to-come" />
      ))}
    </div>
  );
}

/** Totals of the cluster against what there is and what is set aside. */
export function Totals({ cluster }: { cluster: Cluster }) {
  const { pods, pods_in_sums: measured } = cluster;
  return (
    <section className="totals" aria-labelledby="totals-title">
      <h2 id="totals-title" className="visually-hidden">
        {t('overview.totals')}
      </h2>
      {cluster.scope === 'namespaces' && (
        <p className="overview-note">{t('overview.scope.namespaces')}</p>
      )}
      <Counts cluster={cluster} />
      {TOTAL_CARDS.map((card) => (
        <TotalCard key={card.resource} cluster={cluster} card={card} />
      ))}
      <div className="panel">
        <h3>{t('overview.traffic')}</h3>
        <dl className="traffic">
          {TRAFFIC.map(([field, label]) => (
            <div key={field}>
              <dt>{t(label)}</dt>
              <dd>
                <TotalValue cluster={cluster} field={field} />
              </dd>
            </div>
          ))}
          {pods !== undefined && measured !== undefined && (
            <div>
              <dt>{t('overview.measured')}</dt>
              <dd>{t('overview.measured.of', { measured, total: pods.total })}</dd>
            </div>
          )}
          <div>
            <dt>{t('overview.age')}</dt>
            <dd>
              <Age seconds={cluster.age_seconds} isStale={cluster.stale} />
            </dd>
          </div>
        </dl>
      </div>
    </section>
  );
}
