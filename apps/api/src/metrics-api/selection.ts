import { ProblemError } from '../problem/problem';
import { parseLabelSelector } from '../query/label-selector';
import { parseFieldSelector, type FieldValues } from './field-selector';
import { METRICS_GROUP } from './metrics-objects';
import { StatusError, toStatus } from './status';

type Labels = Readonly<Record<string, string>>;

/** A request's query, unchecked: of a parameter that is repeated the first one counts. */
export type MetricsQuery = Readonly<Record<string, unknown>>;

/** Which objects a list has. */
export interface Selection {
  matches(labels: Labels, fields: FieldValues): boolean;
}

/** Fields each resource can be selected by. */
const FIELDS = {
  nodes: ['metadata.name'],
  pods: ['metadata.name', 'metadata.namespace', 'spec.nodeName'],
} as const;

export type MetricsResource = keyof typeof FIELDS;

/**
 * Reads the selectors of a list; other parameters (limit, continue, resourceVersion …) have no
 * meaning here and are ignored.
 * @throws StatusError 400 for a bad selector; StatusError 405 for a watch
 */
export function parseSelection(resource: MetricsResource, query: MetricsQuery): Selection {
  if (isTrue(textOf(query['watch']))) throw refuseWatch(resource);
  const labels = textOf(query['labelSelector'])?.trim() ?? '';
  const fields = textOf(query['fieldSelector'])?.trim() ?? '';
  const matchesLabels = labels === '' ? () => true : parseLabels(labels);
  const matchesFields = fields === '' ? () => true : parseFieldSelector(fields, FIELDS[resource]);
  return { matches: (has, values) => matchesFields(values) && matchesLabels(has) };
}

function parseLabels(text: string): (labels: Labels) => boolean {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const part = JSON.stringify(error.members.errors?.[0]?.value ?? '');
    const message = `unable to parse labelSelector: ${part} is not a requirement`;
    throw new StatusError(toStatus(400, 'BadRequest', message));
  }
}

/** The value of a parameter; undefined = not given. */
export function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}

/** A flag as Kubernetes reads it: given, and neither `false` nor `0`. */
function isTrue(text: string | undefined): boolean {
  return text !== undefined && text.toLowerCase() !== 'false' && text !== '0';
}

function refuseWatch(resource: MetricsResource): StatusError {
  const message = `watch is not supported on resources of kind "${resource}.${METRICS_GROUP}"`;
  const details = { group: METRICS_GROUP, kind: resource };
  return new StatusError(toStatus(405, 'MethodNotAllowed', message, details));
}
