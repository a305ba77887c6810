import type { Finding, FindingList } from '../../api/types';
import type { Resource } from '../../api/use-resource';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { FindingGroups } from './finding-groups';

/** Kinds of findings that are shown before the list is opened: charts shall be seen below them. */
const SHOWN = 6;

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** What is wrong now, in plain words, with links: how much, the worst kinds, all on demand. */
export function FindingsPanel({ data, error, refresh }: Resource<FindingList>) {
  return (
    <section className="panel findings" aria-labelledby="findings-title">
      <div className="findings-head">
        <h2 id="findings-title">{t('overview.findings')}</h2>
        {data !== undefined && <SeverityCounts counts={data.metadata.counts} />}
      </div>
      {data === undefined && error !== undefined && <ProblemView error={error} refresh={refresh} />}
      {data === undefined && error === undefined && <p className="loading">{t('shell.loading')}</p>}
      {data?.items.length === 0 && <p className="findings-none">{t('overview.findings.none')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <FindingGroups items={data.items} shown={SHOWN} />
      )}
      {data !== undefined && data.metadata.total > data.items.length && (
        <p className="total-note">
          {t('overview.findings.more', { count: data.metadata.total - data.items.length })}
        </p>
      )}
    </section>
  );
}

function SeverityCounts({ counts }: { counts: Readonly<Record<Finding['severity'], number>> }) {
  return (
    <ul className="severity-counts">
      {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
        <li key={severity} className={`finding-${severity}`}>
          <span className="finding-severity">
            {t(`overview.count.${severity}`, { count: counts[severity] })}
          </span>
        </li>
      ))}
    </ul>
  );
}
