import type { LabelSet } from '../labels';
import { PromqlError } from '../promql-error';
import type { Binary } from '../syntax/expression';
import type { Budget } from './budget';
import type { Evaluation } from './evaluation';
import { dropsName, operate } from './scalar-operations';
import { createSignature } from './signature';
import { VectorBuilder, type Vector, type VectorSeries } from './vector';

/**
 * An operation between two vectors, step by step as `VectorBinop` of Prometheus'
 * `promql/engine.go`.
 * @throws PromqlError when several series of a side match and that is not asked for
 */
export async function combineVectors(
  binary: Binary,
  left: Vector,
  right: Vector,
  evaluation: Evaluation,
): Promise<Vector> {
  const { matching } = binary;
  const isSwapped = matching.many === 'right';
  const [many, one] = isSwapped ? [right, left] : [left, right];
  const signatureOf = createSignature(matching);
  const { steps, budget } = evaluation;
  const ones = await groupBySignature(one, signatureOf, budget);
  const side = isSwapped ? 'left' : 'right';
  for (const { signature, members } of ones.values()) checkUnique(members, signature, side);

  const conflict =
    matching.many === 'none'
      ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
      : 'multiple matches for labels: grouping labels must ensure unique matches';
  const builder = new VectorBuilder(steps.count, budget, conflict);
  const used = new Map<string, Uint8Array>();
  for (const series of many) {
    const signature = signatureOf(series.labels).key;
    // One to one a kind may be matched once at a step, whatever the labels that are left.
    const taken = matching.many === 'none' ? takenSteps(used, signature, steps.count) : undefined;
    for (const other of ones.get(signature)?.members ?? []) {
      const out = builder.get(toResultLabels(binary, series.labels, other.labels));
      combinePair(binary, [series, other], (step, value) => {
        if (taken?.[step] === 1) throw new PromqlError('execution', conflict);
        if (taken !== undefined) taken[step] = 1;
        builder.put(out, step, value);
      });
      if (budget.isDue) await budget.rest();
    }
  }
  return builder.build();
}

/** The outcomes at the steps where a series of the many and one of the others both have a value. */
function combinePair(
  binary: Binary,
  [series, other]: readonly [many: VectorSeries, one: VectorSeries],
  put: (step: number, value: number) => void,
): void {
  const isSwapped = binary.matching.many === 'right';
  for (let step = 0; step < series.values.length; step += 1) {
    if (series.present[step] === 0 || other.present[step] === 0) continue;
    const [own, matched] = [series.values[step], other.values[step]];
    const [left, right] = isSwapped ? [matched, own] : [own, matched];
    const value = operate(binary, left, right, left);
    if (value !== undefined) put(step, value);
  }
}

function takenSteps(used: Map<string, Uint8Array>, key: string, steps: number): Uint8Array {
  let taken = used.get(key);
  if (taken === undefined) {
    taken = new Uint8Array(steps);
    used.set(key, taken);
  }
  return taken;
}

interface Kind {
  readonly signature: LabelSet;
  readonly members: VectorSeries[];
}

async function groupBySignature(
  vector: Vector,
  signatureOf: (labels: LabelSet) => LabelSet,
  budget: Budget,
): Promise<Map<string, Kind>> {
  const kinds = new Map<string, Kind>();
  for (const series of vector) {
    const signature = signatureOf(series.labels);
    const kind = kinds.get(signature.key);
    if (kind === undefined) kinds.set(signature.key, { signature, members: [series] });
    else kind.members.push(series);
    if (budget.isDue) await budget.rest();
  }
  return kinds;
}

/** On the side of the one no two series of a kind may have a value at the same step. */
function checkUnique(members: readonly VectorSeries[], signature: LabelSet, side: string): void {
  if (members.length < 2) return;
  const owners: (VectorSeries | undefined)[] = [];
  for (const series of members) {
    series.present.forEach((isPresent, step) => {
      if (isPresent === 0) return;
      const other = owners[step];
      if (other !== undefined) {
        throw new PromqlError(
          'execution',
          `found duplicate series for the match group ${signature} on the ${side} hand-side of the operation: [${other.labels}, ${series.labels}];many-to-many matching not allowed: matching labels must be unique on one side`,
        );
      }
      owners[step] = series;
    });
  }
}

function toResultLabels(binary: Binary, many: LabelSet, one: LabelSet): LabelSet {
  const { matching } = binary;
  let labels = dropsName(binary) ? many.withoutName() : many;
  if (matching.many === 'none') {
    const names = new Set(matching.labels);
    return matching.isOn ? labels.keep(names) : labels.without(names);
  }
  for (const name of matching.include) labels = labels.with(name, one.get(name));
  return labels;
}
