import type { Finding } from '../../api/types';
import { formatDuration } from '../../format';
import { isMessageKey, language, t } from '../../i18n';
import { findingText } from '../../i18n/findings';
import { useNow } from '../../shell/use-now';
import { navigate, useRoute } from '../../state/route';
import { FindingItem, Subject, keyOf, severityKey } from './findings';
import { groupFindings, subjectsOf, type FindingGroup } from './group-findings';
import './findings.css';

/** Things that are named of one kind of finding before the list is opened. */
const NAMED = 4;

interface Props {
  readonly items: readonly Finding[];
  /** Lines that are shown before the list is opened. */
  readonly shown: number;
  /** All are about the thing the page is about: each has a line and need not name it. */
  readonly isOfOne?: boolean;
}

/** Findings by kind, a line each; all of them one by one when the reader wants to see them. */
export function FindingGroups({ items, shown, isOfOne = false }: Props) {
  const isAll = useRoute().search.get('findings') === 'all';
  const nowMs = useNow(true);
  const groups = isOfOne ? items.map(aloneInGroup) : groupFindings(items);
  const isShort = groups.length <= shown && items.length === groups.length;
  return (
    <>
      <ul className="finding-list" data-all={isAll || undefined}>
        {isAll
          ? items.map((finding) => (
              <FindingItem key={keyOf(finding)} finding={finding} nowMs={nowMs} />
            ))
          : groups
              .slice(0, shown)
              .map((group) => <GroupLine key={group.key} {...{ group, nowMs, isOfOne }} />)}
      </ul>
      {(isAll || !isShort) && (
        <button
          type="button"
          className="link-button"
          aria-expanded={isAll}
          onClick={() => navigate({ findings: isAll ? undefined : 'all' }, { replace: true })}
        >
          {isAll
            ? t('overview.findings.fewer')
            : t('overview.findings.all', { count: items.length })}
        </button>
      )}
    </>
  );
}

function aloneInGroup(finding: Finding): FindingGroup {
  const { severity, code } = finding;
  return { key: keyOf(finding), severity, code, items: [finding] };
}

interface LineProps {
  readonly group: FindingGroup;
  readonly nowMs: number;
  readonly isOfOne: boolean;
}

function GroupLine({ group, nowMs, isOfOne }: LineProps) {
  const { severity, code, items } = group;
  const title = `overview.finding.${code}`;
  const subjects = subjectsOf(items);
  const named = isOfOne ? [] : subjects.slice(0, NAMED);
  const since = earliest(items);
  return (
    <li className={`finding-line finding-${severity}`}>
      <span className="finding-severity">{t(severityKey(severity))}</span>
      <p className="finding-text">
        <strong>{isMessageKey(title) ? t(title) : code}</strong>{' '}
        {named.map((finding, index) => (
          <span key={keyOf(finding)}>
            {index > 0 && ', '}
            <Subject finding={finding} />
          </span>
        ))}
        {!isOfOne &&
          subjects.length > named.length &&
          ` ${t('overview.findings.others', { count: subjects.length - named.length })}`}
        {subjects.length === 1 && (
          <span className="finding-message"> {findingText(items[0], language.get())}</span>
        )}
      </p>
      {since !== undefined && (
        <time className="finding-since" dateTime={since}>
          {t('overview.since', { age: formatDuration((nowMs - Date.parse(since)) / 1_000) })}
        </time>
      )}
    </li>
  );
}

/** When the first of them began; undefined where none tells. */
function earliest(items: readonly Finding[]): string | undefined {
  return items
    .flatMap(({ since }) => since ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(0);
}
