import type { Finding, FindingList } from '../../api/types';
import type { Resource } from '../../api/use-resource';
import { formatDuration, formatValue, type Unit } from '../../format';
import { isMessageKey, language, t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { useNow } from '../../shell/use-now';
import { Link, pathTo } from '../../state/route';

/** What is wrong now, in plain words, with links. */
export function Findings({ data, error, refresh }: Resource<FindingList>) {
  return (
    <section className="panel findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{t('overview.findings')}</h2>
      {data === undefined && error !== undefined && <ProblemView error={error} refresh={refresh} />}
      {data === undefined && error === undefined && <p className="loading">{t('shell.loading')}</p>}
      {data?.items.length === 0 && <p className="findings-none">{t('overview.findings.none')}</p>}
      {data !== undefined && data.items.length > 0 && <FindingItems {...data} />}
    </section>
  );
}

function FindingItems({ items, metadata }: FindingList) {
  const nowMs = useNow(true);
  const more = metadata.total - items.length;
  return (
    <>
      <ul className="finding-list">
        {items.map((finding) => (
          <FindingItem key={keyOf(finding)} finding={finding} nowMs={nowMs} />
        ))}
      </ul>
      {more > 0 && <p className="total-note">{t('overview.findings.more', { count: more })}</p>}
    </>
  );
}

function keyOf({ code, namespace, name, container }: Finding): string {
  return JSON.stringify([code, namespace, name, container]);
}

function FindingItem({ finding, nowMs }: { finding: Finding; nowMs: number }) {
  const { severity, code, since } = finding;
  const key = `overview.finding.${code}`;
  const seconds = since === undefined ? undefined : (nowMs - Date.parse(since)) / 1_000;
  return (
    <li className={`finding finding-${severity}`}>
      <span className="finding-severity">{t(severityKey(severity))}</span>
      <div className="finding-text">
        <p>
          <strong>{isMessageKey(key) ? t(key) : code}</strong> <Subject finding={finding} />
        </p>
        <p className="finding-message">{messageOf(finding)}</p>
      </div>
      {seconds !== undefined && (
        <time className="finding-since" dateTime={since}>
          {t('overview.since', { age: formatDuration(seconds) })}
        </time>
      )}
    </li>
  );
}

function severityKey(severity: string) {
  if (severity === 'error') return 'overview.severity.error';
  return severity === 'warning' ? 'overview.severity.warning' : 'overview.severity.info';
}

/** The API's sentence is English; in other languages the title and the numbers say it. */
function messageOf({ message, container, value, limit, unit }: Finding): string {
  if (language.get() === 'en') return message;
  const words = [container];
  if (value !== undefined) words.push(write(value, unit));
  if (limit !== undefined) words.push(t('overview.finding.limit', { limit: write(limit, unit) }));
  return words.filter((word) => word !== undefined).join(' · ');
}

function write(value: number, unit: string | undefined): string {
  return formatValue(value, (unit ?? 'count') as Unit);
}

/** What it is about, as a link where it has a page. */
function Subject({ finding }: { finding: Finding }) {
  const { kind, namespace, name } = finding;
  if (kind === 'node') return <Link to={pathTo.node(name)}>{name}</Link>;
  if (kind !== 'pod') return null;
  if (namespace === undefined) return <>{name}</>;
  return (
    <Link to={pathTo.pod(namespace, name)}>
      {namespace}/{name}
    </Link>
  );
}
