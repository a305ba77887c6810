/** How bad a finding is, the worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Every rule's name; docs/findings.md explains each. */
export type FindingCode =
  | 'oom_killed'
  | 'node_oom_killed'
  | 'crash_loop'
  | 'image_pull_failed'
  | 'container_not_created'
  | 'pod_not_scheduled'
  | 'pod_pending'
  | 'pod_failed'
  | 'container_restarted'
  | 'memory_near_limit'
  | 'cpu_throttled'
  | 'node_not_ready'
  | 'node_cordoned'
  | 'node_memory_high'
  | 'node_cpu_high'
  | 'node_cpu_pressure'
  | 'node_memory_pressure'
  | 'node_io_pressure'
  | 'collector_late'
  | 'collector_silent'
  | 'clock_skew'
  | 'series_near_limit'
  | 'entities_near_limit'
  | 'disk_near_limit'
  | 'disk_refuses'
  | 'cluster_denied'
  | 'cluster_unreachable';

/** Something that is wrong, in words. */
export interface Finding {
  readonly severity: Severity;
  readonly code: FindingCode;
  readonly kind: 'pod' | 'node' | 'store' | 'cluster';
  readonly namespace?: string;
  readonly name: string;
  readonly container?: string;
  readonly node?: string;
  /** One sentence. */
  readonly message: string;
  readonly value?: number;
  /** What the value is held against: a limit that is set, or a threshold. */
  readonly limit?: number;
  readonly unit?: 'bytes' | 'ratio' | 'millicores' | 'count' | 'seconds';
  /** Ms since the epoch. */
  readonly sinceMs?: number;
}

/** The worst first; of equal ones by code, namespace, name and container. */
export function orderFindings(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ severity, code, namespace = '', name, container = '' }: Finding) =>
    [SEVERITIES.indexOf(severity), code, namespace, name, container].join('\u0000');
  return findings
    .map((finding) => ({ finding, key: keyOf(finding) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ finding }) => finding);
}

/** A ratio in whole percent, as a sentence has it: never rounded up to what it has not reached. */
export function toPercentText(ratio: number): string {
  return `${Math.floor(ratio * 100)} %`;
}
