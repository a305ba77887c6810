import { badRequest } from './window';

type Labels = Readonly<Record<string, string>>;
type Requirement = (labels: Labels) => boolean;

const KEY = '[A-Za-z0-9][-A-Za-z0-9_./]*';
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`);
const ORDER = new RegExp(`^(${KEY})\\s*([<>])\\s*([-+]?\\d{1,15})$`);
const WHOLE_NUMBER = /^[-+]?\d{1,15}$/;
const EXISTENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

/**
 * A Kubernetes label selector: `app=web,tier!=cache,team in (a,b),!old,level>3`. All its parts must
 * hold. Grammar and meaning: apimachinery `pkg/labels/selector.go`.
 * @throws ProblemError naming the part that is not understood
 */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const requirements = splitOutsideParentheses(text).map(parseRequirement);
  return (labels) => requirements.every((requirement) => requirement(labels));
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    else if (text[index] === ')') depth -= 1;
    else if (text[index] === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}

function parseRequirement(part: string): Requirement {
  const set = SET.exec(part);
  if (set !== null) {
    const [, key, operator, list] = set;
    const values = new Set(list.split(',').map((value) => value.trim()));
    const isIn = operator === 'in';
    return (labels) => (Object.hasOwn(labels, key) ? values.has(labels[key]) === isIn : !isIn);
  }
  const equality = EQUALITY.exec(part);
  if (equality !== null) {
    const [, key, operator, value] = equality;
    const isEqual = operator !== '!=';
    return (labels) => (Object.hasOwn(labels, key) && labels[key] === value) === isEqual;
  }
  const order = ORDER.exec(part);
  if (order !== null) {
    const [, key, operator, text] = order;
    const sign = operator === '>' ? 1 : -1;
    return (labels) =>
      Object.hasOwn(labels, key) &&
      WHOLE_NUMBER.test(labels[key]) &&
      sign * (Number(labels[key]) - Number(text)) > 0;
  }
  const existence = EXISTENCE.exec(part);
  if (existence !== null) {
    const [, not, key] = existence;
    return (labels) => Object.hasOwn(labels, key) === (not === '');
  }
  throw badRequest('labelSelector', part.slice(0, 80), 'is not a label selector');
}
