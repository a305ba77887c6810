import type { Cluster, FindingList } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { Busiest } from './busiest';
import { ClusterCharts } from './cluster-charts';
import { FindingsPanel } from './findings-panel';
import { Totals, TotalsToCome } from './totals';
import './overview.css';

/** Findings that are asked for; how many there are in all is told. */
const MOST_FINDINGS = 200;

/** The cluster at a glance: what is wrong, totals, over time, who uses most. */
export default function OverviewPage() {
  const totals = useResource<Cluster>('/api/cluster');
  const findings = useResource<FindingList>(`/api/findings?limit=${MOST_FINDINGS}`);
  return (
    <div className="overview">
      <h1 tabIndex={-1}>{t('shell.nav.overview')}</h1>
      {totals.data === undefined && totals.error !== undefined && (
        <ProblemView error={totals.error} refresh={totals.refresh} />
      )}
      {totals.data === undefined && totals.error === undefined && <TotalsToCome />}
      {totals.data !== undefined && <Totals cluster={totals.data} />}
      <FindingsPanel {...findings} />
      <ClusterCharts cluster={totals.data} isRefused={totals.error?.status === 403} />
      <Busiest />
    </div>
  );
}
