import { FINDING_TEXTS, type FindingCode, type FindingValues } from '@kubemonitor/metrics-model';
import type { WorkloadReference } from '../../identity/pod-identity';

/** How bad a finding is, the worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that is wrong, in words. */
export interface Finding {
  readonly severity: Severity;
  readonly code: FindingCode;
  readonly kind: 'pod' | 'node' | 'store' | 'cluster';
  readonly namespace?: string;
  readonly name: string;
  readonly container?: string;
  readonly node?: string;
  /** Of a pod. */
  readonly workload?: WorkloadReference;
  /** One sentence, in English. */
  readonly message: string;
  /** What the sentence is made of; undefined where it is always the same. */
  readonly values?: FindingValues;
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

/** A finding with its sentence. */
export function find(words: Omit<Finding, 'message'>): Finding {
  return { ...words, message: FINDING_TEXTS[words.code](words.values ?? {}) };
}

/** A ratio in whole percent, as a sentence has it: never rounded up to what it has not reached. */
export function toWholePercent(ratio: number): number {
  return Math.floor(ratio * 100);
}

/** How a sentence names the containers it is about. */
export function toContainers(container: string | undefined): FindingValues {
  return container === undefined ? {} : { containers: [container] };
}
