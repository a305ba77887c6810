import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { isInstant } from '@kubemonitor/metrics-model/dto';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { ProblemError, excerpt, type FieldFault } from '../problem/problem';
import { createSchemas } from './schema';

/**
 * Checks bodies and queries against their DTO with code compiled at the start: a report
 * costs a few µs where class-validator itself takes some hundred (docs/benchmarks.md).
 */
@Injectable()
export class CompiledPipe implements PipeTransform {
  private readonly bodies = createAjv(false, (name) => !name.endsWith(QUERY_SUFFIX));
  /** Query values are texts: numbers are read from them. */
  private readonly queries = createAjv(true, (name) => name.endsWith(QUERY_SUFFIX));

  /**
   * @throws ProblemError for a value that does not fit
   * @throws TypeError for a body or query whose class has no schema: nothing passes unchecked
   */
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type !== 'body' && type !== 'query') return value;
    const ajv = type === 'body' ? this.bodies : this.queries;
    const validate = ajv.getSchema(metatype?.name ?? '');
    if (validate === undefined) throw new TypeError(`no schema for a ${type} ${metatype?.name}`);
    const checked = type === 'query' ? { ...(value as object) } : value;
    if (validate(checked) !== true) throw createProblem(validate as ValidateFunction, type);
    return checked;
  }
}

/** DTOs whose classes are named so hold the parameters of a query. */
const QUERY_SUFFIX = 'QueryDto';

/** Compiles the schemas of the DTOs `isWanted` picks; what they refer to comes along. */
function createAjv(coerceTypes: boolean, isWanted: (name: string) => boolean): Ajv {
  const schemas = createSchemas();
  const ajv = new Ajv({
    coerceTypes,
    strict: false,
    formats: { 'date-time': isInstant },
    verbose: true,
    schemas,
  });
  for (const name of Object.keys(schemas)) if (isWanted(name)) ajv.getSchema(name);
  return ajv;
}

function createProblem({ errors }: ValidateFunction, type: string): ProblemError {
  const faults = (errors ?? []).map(toFault);
  const first = faults[0];
  const where = first === undefined || first.field === '' ? `The ${type}` : `"${first.field}"`;
  return new ProblemError('bad-request', `${where} ${first?.message ?? 'is not valid'}.`, {
    errors: faults,
  });
}

function toFault({ instancePath, keyword, params, message, data }: ErrorObject): FieldFault {
  const path = instancePath.split('/').slice(1).join('.');
  if (keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    const field = path === '' ? name : `${path}.${name}`;
    return { field: String(excerpt(field)), message: 'is not known here' };
  }
  if (keyword === 'required') {
    const field = path === '' ? params.missingProperty : `${path}.${params.missingProperty}`;
    return { field: String(field), message: 'is missing' };
  }
  const allowed = keyword === 'enum' ? `: ${params.allowedValues.join(', ')}` : '';
  return { field: path, value: excerpt(data), message: `${message ?? 'is not valid'}${allowed}` };
}
