import type { FieldDefinition, ReasonCode } from '@kubemonitor/metrics-model';
import type { LatestFrame } from '@kubemonitor/storage';
import { roundTo, toShare } from './round-to';

/** A sum over things of which some may lack the value. */
export interface Total {
  readonly field: string;
  /** Undefined where none has it. */
  readonly value: number | undefined;
  /** How many have it, and how many lack it. */
  readonly known: number;
  readonly without: number;
  /** Why it is undefined. */
  readonly reason: ReasonCode | undefined;
}

/** A total as a share of another, in percent, and what it is a share of. */
export interface TotalShare {
  readonly percent: number;
  readonly whole: number;
  /** Nodes the whole, and with it the part, is of. */
  readonly nodes: number;
}

/** Adds up the newest values of reporting nodes, field by field in the order of `fields`. */
export function sumNodes(
  frame: LatestFrame,
  nodes: number,
  fields: readonly FieldDefinition[],
): Total[] {
  return fields.map((field) => sumField(frame, nodes, field));
}

/** Adds up what is known; `reason` says why where nothing is. */
export function addUp(
  field: string,
  values: readonly (number | undefined)[],
  reason: ReasonCode,
): Total {
  const present = values.filter((value) => value !== undefined);
  const known = present.length;
  const isKnown = known > 0;
  return {
    field,
    value: isKnown ? present.reduce((sum, value) => sum + value) : undefined,
    known,
    without: values.length - known,
    reason: isKnown ? undefined : reason,
  };
}

/** One field of each node, undefined where it has none. */
export function readField(
  frame: LatestFrame,
  nodes: number,
  name: string,
): readonly (number | undefined)[] {
  const column = frame.columns[frame.fields.findIndex((field) => field.name === name)];
  return Array.from({ length: nodes }, (_, node) => {
    const value = column?.[node] ?? Number.NaN;
    return Number.isNaN(value) ? undefined : value;
  });
}

function sumField(frame: LatestFrame, nodes: number, { name, decimals }: FieldDefinition): Total {
  const at = frame.fields.findIndex((field) => field.name === name);
  if (nodes === 0) return addUp(name, [], 'not_reported');
  const values = readField(frame, nodes, name);
  if (at < 0) return addUp(name, values, 'not_collected');
  const lacking = values.indexOf(undefined);
  const total = addUp(name, values, lacking < 0 ? 'not_collected' : frame.explain(at, lacking));
  const { value } = total;
  return { ...total, value: value === undefined ? undefined : roundTo(value, decimals) };
}

/** A field in percent of another, over the nodes that tell both; undefined where none does. */
export function shareOfNodes(
  frame: LatestFrame,
  nodes: number,
  part: string,
  whole: string,
): TotalShare | undefined {
  const parts = readField(frame, nodes, part);
  const wholes = readField(frame, nodes, whole);
  let [partSum, wholeSum, known] = [0, 0, 0];
  parts.forEach((value, node) => {
    const total = wholes[node];
    if (value === undefined || total === undefined) return;
    partSum += value;
    wholeSum += total;
    known += 1;
  });
  return shareOf(partSum, { value: wholeSum, known });
}

/** `part` of a total; undefined where either is not known or there is nothing to share. */
export function shareOf(
  part: number | undefined,
  { value, known }: Pick<Total, 'value' | 'known'>,
): TotalShare | undefined {
  const percent = toShare(part, value);
  if (percent === undefined || value === undefined) return undefined;
  return { percent, whole: value, nodes: known };
}
