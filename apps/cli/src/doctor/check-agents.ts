import type { ListPage } from '@kubemonitor/compare';
import type { Item } from '../api/item';
import { formatAge } from '../units/format-number';
import { findingsOf, listNames, type Finding } from './finding';

/** Whether every node's collector reports, and in time. */
export function checkAgents(
  nodes: readonly Item[],
  partial: ListPage<Item>['metadata']['partial'] = [],
): Finding[] {
  const { ok, warning, error } = findingsOf('agents');
  if (nodes.length === 0) {
    return [
      error(
        'no node has reported',
        'Is the collector running (`kubectl -n kubemonitor get pods -o wide`)? Its log says why reports are not taken.',
      ),
    ];
  }
  const silent = nodes.filter(({ timestamp }) => timestamp === null || timestamp === undefined);
  const stale = nodes.filter((node) => node.stale === true);
  const late = partial.filter(
    ({ node }) => ![...silent, ...stale].some((one) => one.node === node),
  );
  const findings: Finding[] = [];
  if (silent.length > 0) {
    findings.push(
      error(
        `these nodes have no samples: ${listNames(silent.map(nameOf))}`,
        'Does a collector run there? A taint keeps it off unless the DaemonSet tolerates it (`kubectl -n kubemonitor describe daemonset resource-collector`).',
      ),
    );
  }
  if (stale.length > 0) {
    findings.push(
      error(
        `late by more than three intervals: ${listNames(stale.map((node) => `${nameOf(node)} (${formatAge(node.age_seconds)})`))}`,
        'Does the collector there still run (`kubectl -n kubemonitor get pods -o wide`)? If so, its log says whether the API is in reach and takes its token.',
      ),
    );
  }
  if (late.length > 0) {
    findings.push(
      warning(
        `late at this moment: ${listNames(late.map(({ node, reason }) => `${node} (${reason})`))}`,
        'Seen once it may be a busy node; if it stays, look at the collector’s log.',
      ),
    );
  }
  return findings.length > 0
    ? findings
    : [ok(`${nodes.length} of ${nodes.length} nodes report in time`)];
}

function nameOf({ node }: Item): string {
  return String(node);
}
