import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseForm, type Form } from './accept';
import { METRICS_GROUP, type MetricsItem, type MetricsVersion } from './metrics-objects';
import { sendJson } from './send-json';
import { textOf, type MetricsQuery } from './selection';
import { parseIncludeObject, toColumns, toRow, toUsageNames, type IncludeObject } from './table';

/** Bytes handed on at a time. */
const PIECE_CHARACTERS = 65_536;

type MetricsKind = 'NodeMetrics' | 'PodMetrics';

/** How the answer to one request is written. */
export interface AnswerForm {
  readonly kind: MetricsKind;
  readonly version: MetricsVersion;
  readonly form: Form;
  readonly include: IncludeObject;
}

/**
 * What a request asks its answer to look like.
 * @throws StatusError 406, 400
 */
export function readForm(
  request: FastifyRequest,
  kind: MetricsKind,
  version: MetricsVersion,
): AnswerForm {
  const query = request.query as MetricsQuery;
  return {
    kind,
    version,
    form: chooseForm(request.headers.accept),
    include: parseIncludeObject(textOf(query['includeObject'])),
  };
}

/** Sends one object, or a table of one row. */
export function sendItem(reply: FastifyReply, item: MetricsItem, form: AnswerForm): FastifyReply {
  const text =
    form.form.as === 'object'
      ? JSON.stringify(toWhole(item, form))
      : `${toHead(form, item)}${toItemWriter(form, item)(item)}]}`;
  return sendJson(reply, text);
}

/** Sends a list that is short, whole. */
export async function sendItems(
  reply: FastifyReply,
  batches: AsyncGenerator<readonly MetricsItem[]>,
  form: AnswerForm,
): Promise<void> {
  let text = '';
  for await (const piece of writePieces(batches, form)) text += piece;
  sendJson(reply, text);
}

/** The text of a list, at least one piece. */
export async function* writePieces(
  batches: AsyncGenerator<readonly MetricsItem[]>,
  form: AnswerForm,
): AsyncGenerator<string, void> {
  let text = '';
  let write: ((item: MetricsItem) => string) | undefined;
  for await (const batch of batches) {
    for (const item of batch) {
      text += write === undefined ? toHead(form, item) : ',';
      write ??= toItemWriter(form, item);
      text += write(item);
    }
    if (text.length < PIECE_CHARACTERS) continue;
    yield text;
    text = '';
  }
  yield `${text}${write === undefined ? toHead(form, undefined) : ''}]}`;
}

/** The text before the items; the first item tells what columns a table has. */
function toHead({ kind, version, form }: AnswerForm, first: MetricsItem | undefined): string {
  if (form.as === 'object') {
    return `{"kind":"${kind}List","apiVersion":"${METRICS_GROUP}/${version}","metadata":{},"items":[`;
  }
  const columns = JSON.stringify(toColumns(toUsageNames(first)));
  return `{"kind":"Table","apiVersion":"meta.k8s.io/${form.version}","metadata":{},"columnDefinitions":${columns},"rows":[`;
}

function toItemWriter(form: AnswerForm, first: MetricsItem): (item: MetricsItem) => string {
  const { form: asked, include } = form;
  if (asked.as === 'object') return ({ metrics }) => JSON.stringify(metrics);
  const names = toUsageNames(first);
  const { version } = asked;
  return (item) =>
    JSON.stringify(toRow(item, names, { include, version, whole: toWhole(item, form) }));
}

function toWhole({ metrics }: MetricsItem, { kind, version }: AnswerForm): object {
  return { kind, apiVersion: `${METRICS_GROUP}/${version}`, ...metrics };
}
