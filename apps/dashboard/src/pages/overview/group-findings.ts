import type { Finding } from '../../api/types';

/** Findings of one kind, the worst kinds first, as the API orders them. */
export interface FindingGroup {
  readonly key: string;
  readonly severity: Finding['severity'];
  readonly code: string;
  readonly items: readonly Finding[];
}

/** Findings by what they say; the order of the first of each is kept. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups].map(([key, items]) => {
    const [{ severity, code }] = items;
    return { key, severity, code, items };
  });
}

/** Of findings about several containers of one thing the first: a thing is named once. */
export function subjectsOf(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ kind, namespace, name }) => {
    const key = JSON.stringify([kind, namespace, name]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
