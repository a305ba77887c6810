import type { LabelSet } from '../labels';
import { PromqlError } from '../promql-error';
import { Regexp, type RegexpMatch } from '../regexp/regexp';
import { RegexpError } from '../regexp/regexp-error';
import type { Evaluation } from './evaluation';
import { VectorBuilder, type Vector } from './vector';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Gives each series new labels. @throws PromqlError when two become the same */
async function relabel(
  vector: Vector,
  { steps, budget }: Evaluation,
  change: (labels: LabelSet) => LabelSet,
): Promise<Vector> {
  const builder = new VectorBuilder(steps.count, budget);
  for (const series of vector) {
    builder.adopt(change(series.labels), series);
    if (budget.isDue) await budget.rest();
  }
  return builder.build();
}

function checkName(call: string, name: string): void {
  if (LABEL_NAME.test(name)) return;
  const what = `invalid label name in ${call}(): ${JSON.stringify(name.slice(0, 60))}`;
  throw new PromqlError('execution', what);
}

/** `label_replace(v, dst, replacement, src, regex)`: where the expression does not match nothing changes. */
export function replaceLabel(
  vector: Vector,
  [target, replacement, source, expression]: readonly string[],
  evaluation: Evaluation,
): Promise<Vector> {
  checkName('label_replace', target);
  const regexp = compile(expression);
  return relabel(vector, evaluation, (labels) => {
    const match = regexp.match(labels.get(source));
    return match === undefined ? labels : labels.with(target, expand(replacement, match));
  });
}

/** `label_join(v, dst, separator, src…)`. */
export function joinLabels(
  vector: Vector,
  [target, separator, ...sources]: readonly string[],
  evaluation: Evaluation,
): Promise<Vector> {
  for (const name of [target, ...sources]) checkName('label_join', name);
  return relabel(vector, evaluation, (labels) =>
    labels.with(target, sources.map((name) => labels.get(name)).join(separator)),
  );
}

function compile(expression: string): Regexp {
  try {
    return new Regexp(expression);
  } catch (error) {
    if (!(error instanceof RegexpError)) throw error;
    const what = `invalid regular expression in label_replace(): ${error.message}`;
    throw new PromqlError('execution', what);
  }
}

/** Go's templates: `$1`, `${1}`, `$name`, `${name}`, `$$`; a group that is not there is ''. */
function expand(template: string, { groups, names }: RegexpMatch): string {
  return template.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_all, dollar, plain, braced) => {
    if (dollar === '$') return '$';
    const group = String(plain ?? braced);
    return /^\d+$/.test(group) ? (groups[Number(group)] ?? '') : (names.get(group) ?? '');
  });
}
