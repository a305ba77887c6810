import type { KnownNode } from '../known-nodes';
import type { Finding, FindingCode, Severity } from './finding';

/** What is wrong with a node, or with the collector on it. */
export function judgeNodeState(node: KnownNode, nowMs: number): Finding[] {
  const { name, identity, entity, hearing } = node;
  const findings: Finding[] = [];
  const add = (severity: Severity, code: FindingCode, message: string, more = {}) =>
    findings.push({ severity, code, kind: 'node', name, node: name, message, ...more });
  if (identity !== undefined && identity.isReady !== true) {
    const word = identity.isReady === false ? 'is not ready' : 'has not told whether it is ready';
    add('error', 'node_not_ready', `The node ${word}.`);
  }
  if (identity?.isSchedulable === false) {
    add('info', 'node_cordoned', 'The node is cordoned: no new pods are put there.');
  }
  if (hearing === 'late' && entity !== undefined) {
    const value = Math.floor((nowMs - entity.lastSeenMs) / 1_000);
    add('warning', 'collector_late', `The node’s collector was last heard ${value} s ago.`, {
      value,
      unit: 'seconds',
      sinceMs: entity.lastSeenMs,
    });
  }
  if (hearing === 'silent') {
    add('error', 'collector_silent', 'Nothing is measured: no collector reports from the node.', {
      sinceMs: entity?.lastSeenMs,
    });
  }
  return findings;
}

/** A node whose reports are refused. */
export function judgeSkew(name: string): Finding {
  return {
    severity: 'error',
    code: 'clock_skew',
    kind: 'node',
    name,
    node: name,
    message: 'The node’s clock is off: its reports are refused.',
  };
}
