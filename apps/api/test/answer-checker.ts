import { isInstant } from '@kubemonitor/metrics-model/dto';
import Ajv, { type ValidateFunction } from 'ajv';
import type { OpenAPIObject } from '@nestjs/swagger';

/** One answer as far as the document describes it. */
export interface CheckedAnswer {
  readonly method: string;
  /** Path with its query, as asked for. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/**
 * Holds every answer of a test against the OpenAPI document the server gives out: its path,
 * status and media type must be documented, and its body must have no property more.
 */
export class AnswerChecker {
  private readonly ajv = new Ajv({ strict: false, formats: { 'date-time': isInstant } });
  private readonly templates: readonly { pattern: RegExp; template: string }[];
  private readonly validators = new Map<string, ValidateFunction | undefined>();

  constructor(private readonly document: OpenAPIObject) {
    this.ajv.addSchema(toJsonSchema(document) as object, 'document');
    this.templates = Object.keys(document.paths).map((template) => ({
      template,
      pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
    }));
  }

  /** @throws Error saying how the answer differs from the document */
  check(answer: CheckedAnswer): void {
    if (answer.status >= 400) checkProblem(answer);
    const path = answer.path.split('?')[0];
    const template = this.templates.find(({ pattern }) => pattern.test(path))?.template;
    if (template === undefined) return;
    const [type] = answer.contentType.split(';');
    const pointer = [
      'paths',
      template,
      answer.method,
      'responses',
      String(answer.status),
      'content',
      type,
      'schema',
    ];
    const validate = this.validatorAt(pointer);
    if (validate === undefined) throw new Error(`not documented: ${pointer.slice(1).join(' ')}`);
    if (validate(answer.body) === true) return;
    throw new Error(`${answer.path}: ${JSON.stringify(validate.errors)}`);
  }

  private validatorAt(pointer: readonly string[]): ValidateFunction | undefined {
    const key = pointer
      .map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1')))
      .join('/');
    if (!this.validators.has(key)) {
      const schema = pointer.reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part],
        this.document,
      );
      const validate =
        schema === undefined ? undefined : this.ajv.compile({ $ref: `document#/${key}` });
      this.validators.set(key, validate);
    }
    return this.validators.get(key);
  }
}

/** What each error must be, documented or not. */
function checkProblem({ path, status, contentType, body }: CheckedAnswer): void {
  const problem = body as Record<string, unknown>;
  const isWhole =
    contentType === PROBLEM_TYPE &&
    problem['status'] === status &&
    /^\/problems\/[a-z-]+$/.test(String(problem['type'])) &&
    ['title', 'detail', 'instance'].every((name) => typeof problem[name] === 'string');
  if (!isWhole) throw new Error(`${path}: no problem details: ${JSON.stringify(body)}`);
}

/** OpenAPI 3.0 as JSON schema: null where `nullable`, no properties but those that are named. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  const schema = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]),
  );
  if (nullable === true && typeof schema['type'] === 'string') {
    schema['type'] = [schema['type'], 'null'];
  }
  const isObject = schema['type'] === 'object' && typeof schema['properties'] === 'object';
  // A point of a window has its fields' statistics too: numbers all of them.
  const isPoint =
    isObject &&
    Object.hasOwn(schema['properties'] as object, 'load_1m') &&
    !Object.hasOwn(schema['properties'] as object, 'samples');
  if (isPoint) schema['additionalProperties'] = { type: ['number', 'null'] };
  else if (isObject) schema['additionalProperties'] ??= false;
  return schema;
}
