import type { Finding } from '../../api/types';
import { formatDuration } from '../../format';
import { isMessageKey, language, t } from '../../i18n';
import { findingText } from '../../i18n/findings';
import { Link, pathTo } from '../../state/route';

/** Tells one finding from another. */
export function keyOf({ code, namespace, name, container }: Finding): string {
  return JSON.stringify([code, namespace, name, container]);
}

/** One finding: how bad it is, what it is about, in words, since when. */
export function FindingItem({ finding, nowMs }: { finding: Finding; nowMs: number }) {
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
        <p className="finding-message">{findingText(finding, language.get())}</p>
      </div>
      {seconds !== undefined && (
        <time className="finding-since" dateTime={since}>
          {t('overview.since', { age: formatDuration(seconds) })}
        </time>
      )}
    </li>
  );
}

/** The word of a severity; one that is new is a note. */
export function severityKey(severity: string) {
  if (severity === 'error') return 'overview.severity.error';
  return severity === 'warning' ? 'overview.severity.warning' : 'overview.severity.info';
}

/** What it is about, as a link where it has a page. */
export function Subject({ finding }: { finding: Finding }) {
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
