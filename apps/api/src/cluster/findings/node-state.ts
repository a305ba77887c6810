import type { KnownNode } from '../known-nodes';
import type { FindingCode } from '@kubemonitor/metrics-model';
import { find, type Finding, type Severity } from './finding';

/** What is wrong with a node, or with the collector on it. */
export function judgeNodeState(node: KnownNode, nowMs: number): Finding[] {
  const { name, identity, entity, hearing } = node;
  const findings: Finding[] = [];
  const add = (severity: Severity, code: FindingCode, more: Partial<Finding> = {}) =>
    findings.push(find({ severity, code, kind: 'node', name, node: name, ...more }));
  if (identity !== undefined && identity.isReady !== true) {
    const reason = identity.isReady === false ? 'NotReady' : 'Unknown';
    add('error', 'node_not_ready', { values: { reason } });
  }
  if (identity?.isSchedulable === false) {
    add('info', 'node_cordoned');
  }
  if (hearing === 'late' && entity !== undefined) {
    const value = Math.floor((nowMs - entity.lastSeenMs) / 1_000);
    add('warning', 'collector_late', {
      values: { seconds: value },
      value,
      unit: 'seconds',
      sinceMs: entity.lastSeenMs,
    });
  }
  if (hearing === 'silent') {
    add('error', 'collector_silent', { sinceMs: entity?.lastSeenMs });
  }
  return findings;
}

/** A node whose reports are refused. */
export function judgeSkew(name: string): Finding {
  return find({ severity: 'error', code: 'clock_skew', kind: 'node', name, node: name });
}
