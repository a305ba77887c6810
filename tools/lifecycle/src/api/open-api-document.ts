import Ajv, { type ValidateFunction } from 'ajv';

interface Media {
  readonly schema?: object;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, Media> }>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

/** The parts of an OpenAPI 3.0 document that the checks use. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** One operation of the document. */
export interface Endpoint {
  readonly method: 'get' | 'post';
  /** With `{parameters}`. */
  readonly template: string;
  /** Whether it takes `?window=`. */
  readonly hasWindow: boolean;
  /** Whether it answers with server-sent events, without an end. */
  readonly isStream: boolean;
}

/** Every GET and POST of a document. */
export function listEndpoints(document: OpenApiDocument): Endpoint[] {
  return Object.entries(document.paths).flatMap(([template, operations]) =>
    (['get', 'post'] as const)
      .filter((method) => operations[method] !== undefined)
      .map((method) => ({
        method,
        template,
        isStream: operations[method].responses['200']?.content?.['text/event-stream'] !== undefined,
        hasWindow:
          operations[method].parameters?.some(
            (parameter) => parameter.in === 'query' && parameter.name === 'window',
          ) ?? false,
      })),
  );
}

/** Puts values, escaped, in place of a path's `{parameters}`; undefined when one is not known. */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let isComplete = true;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) isComplete = false;
    return encodeURIComponent(value ?? '');
  });
  return isComplete ? path : undefined;
}

/**
 * A copy of a document in which `nullable` beside `allOf` admits null. Everybody writes a
 * reference that may be null in that way in OpenAPI 3.0, though to the letter of JSON Schema
 * `allOf` still refuses it.
 */
function admitNull(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(admitNull);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, admitNull(value)]),
  );
  if (copy['nullable'] !== true || copy['allOf'] === undefined) return copy;
  return { anyOf: [{ enum: [null] }, { allOf: copy['allOf'] }] };
}

/** Tells whether answers are what the document says. */
export class AnswerChecker {
  private readonly ajv: Ajv;
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenApiDocument) {
    this.ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
    this.ajv.addSchema({ ...(admitNull(document) as object), $id: 'openapi' }, 'openapi');
  }

  /** What is wrong with an answer, or undefined. */
  findFault(
    { method, template }: Endpoint,
    answer: { status: number; contentType: string; text: string },
  ): string | undefined {
    const { status, contentType, text } = answer;
    const response = this.document.paths[template]?.[method]?.responses[String(status)];
    if (response === undefined) return `status ${status} is not described: ${text.slice(0, 200)}`;
    const type = contentType.split(';')[0].trim();
    const media = response.content ?? {};
    if (Object.keys(media).length > 0 && media[type] === undefined) {
      return `content type "${type}" is not described (${Object.keys(media).join(', ')})`;
    }
    if (media[type]?.schema === undefined || !type.endsWith('json')) return undefined;
    const pointer = ['paths', template, method, 'responses', String(status), 'content', type];
    return this.validate([...pointer, 'schema'], text);
  }

  private validate(pointer: readonly string[], text: string): string | undefined {
    const reference = pointer.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const key = `openapi#/${reference.join('/')}`;
    const check = this.compiled.get(key) ?? this.ajv.compile({ $ref: key });
    this.compiled.set(key, check);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return `no JSON: ${text.slice(0, 100)}`;
    }
    if (check(body)) return undefined;
    const [error] = check.errors ?? [];
    return `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`;
  }
}
