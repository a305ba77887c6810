import type { Binary } from '../syntax/expression';
import type { Evaluation } from './evaluation';
import { createSignature } from './signature';
import { VectorBuilder, createSeries, type Vector, type VectorSeries } from './vector';

/** `and`, `or`, `unless`: series of one vector by whether the other has some of the kind. */
export async function combineSets(
  { operator, matching }: Binary,
  left: Vector,
  right: Vector,
  { steps, budget }: Evaluation,
): Promise<Vector> {
  const signatureOf = createSignature(matching);
  const keyOf = ({ labels }: VectorSeries) => signatureOf(labels).key;
  const presenceOf = async (vector: Vector) => {
    const masks = new Map<string, Uint8Array>();
    for (const series of vector) {
      const key = keyOf(series);
      let mask = masks.get(key);
      if (mask === undefined) {
        budget.spendCells(steps.count);
        mask = new Uint8Array(steps.count);
        masks.set(key, mask);
      }
      merge(mask, series.present);
      if (budget.isDue) await budget.rest();
    }
    return masks;
  };
  const keepWhere = (series: VectorSeries, mask: Uint8Array | undefined, wanted: 0 | 1) => {
    const kept = createSeries(series.labels, steps.count, budget);
    for (let step = 0; step < steps.count; step += 1) {
      if (series.present[step] === 0 || (mask?.[step] ?? 0) !== wanted) continue;
      kept.present[step] = 1;
      kept.values[step] = series.values[step];
    }
    return kept;
  };
  const builder = new VectorBuilder(steps.count, budget);
  const adopt = (series: VectorSeries) => builder.adopt(series.labels, series);
  if (operator === 'or') {
    const masks = await presenceOf(left);
    for (const series of left) {
      adopt(series);
      if (budget.isDue) await budget.rest();
    }
    for (const series of right) {
      adopt(keepWhere(series, masks.get(keyOf(series)), 0));
      if (budget.isDue) await budget.rest();
    }
  } else {
    const masks = await presenceOf(right);
    const wanted = operator === 'and' ? 1 : 0;
    for (const series of left) {
      adopt(keepWhere(series, masks.get(keyOf(series)), wanted));
      if (budget.isDue) await budget.rest();
    }
  }
  return builder.build();
}

/** Marks the steps where a series has a value. */
function merge(mask: Uint8Array, present: Uint8Array): void {
  for (let step = 0; step < mask.length; step += 1) mask[step] |= present[step];
}
