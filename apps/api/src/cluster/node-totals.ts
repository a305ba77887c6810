import type { FieldDefinition, ReasonCode } from '@kubemonitor/metrics-model';
import type { LatestFrame } from '@kubemonitor/storage';
import { roundTo, toShare } from './round-to';

/** A sum over things of which some may lack the value. */
export interface Total {
  readonly field: string;
  /** Undefined where none has it. */
  readonly value: number | undefined;
  /** How many lack it. */
  readonly without: number;
  /** Why it is undefined. */
  readonly reason: ReasonCode | undefined;
}

/** Adds up the newest values of reporting nodes, field by field in the order of `fields`. */
export function sumNodes(
  frame: LatestFrame,
  nodes: number,
  fields: readonly FieldDefinition[],
): Total[] {
  return fields.map((field) => sumField(frame, nodes, field));
}

function sumField(frame: LatestFrame, nodes: number, { name, decimals }: FieldDefinition): Total {
  const at = frame.fields.findIndex((field) => field.name === name);
  if (nodes === 0) return { field: name, value: undefined, without: 0, reason: 'not_reported' };
  if (at < 0) return { field: name, value: undefined, without: nodes, reason: 'not_collected' };
  let sum = 0;
  let reason: ReasonCode | undefined;
  let without = 0;
  for (let node = 0; node < nodes; node += 1) {
    const value = frame.columns[at][node];
    if (Number.isNaN(value)) {
      without += 1;
      reason ??= frame.explain(at, node);
    } else sum += value;
  }
  const isKnown = without < nodes;
  return {
    field: name,
    value: isKnown ? roundTo(sum, decimals) : undefined,
    without,
    reason: isKnown ? undefined : reason,
  };
}

/** A field in percent of another, over the nodes that tell both; undefined where none does. */
export function shareOfNodes(
  frame: LatestFrame,
  nodes: number,
  part: string,
  whole: string,
): number | undefined {
  const columnOf = (name: string) =>
    frame.columns[frame.fields.findIndex((field) => field.name === name)];
  const parts = columnOf(part);
  const wholes = columnOf(whole);
  if (parts === undefined || wholes === undefined) return undefined;
  let [partSum, wholeSum] = [0, 0];
  for (let node = 0; node < nodes; node += 1) {
    if (Number.isNaN(parts[node] + wholes[node])) continue;
    partSum += parts[node];
    wholeSum += wholes[node];
  }
  return toShare(partSum, wholeSum);
}
