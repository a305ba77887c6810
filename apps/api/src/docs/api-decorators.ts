import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ListMetadataDto, ProblemDto, listSchema } from '@kubemonitor/metrics-model/dto';

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'A parameter or the body is not valid: `errors` says which and why.',
  401: 'No token, or none that is valid: `WWW-Authenticate` says what is asked for.',
  403: 'The token’s account has no right to this.',
  404: 'Not known.',
  409: 'The name exists in several namespaces: `candidates` lists them.',
  413: 'The body is too large, as sent or unpacked.',
  415: 'The body is not JSON, or packed otherwise than gzip.',
  422: 'Well formed, but it cannot be stored: time out of range, clock off, other interval, series limit.',
  429: 'Too fast: `Retry-After` says how long to wait.',
  503: 'Not ready, the disk of the store fails, or the cluster cannot be asked who this is: `Retry-After` says how long to wait.',
  507: 'The disk of the store is full: nothing was stored, try again later.',
};

/** Documents the errors a call can answer with. */
export function ApiProblems(...statuses: readonly number[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: MEANINGS[status],
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
      }),
    ),
  );
}

/** Documents a list answer. */
export function ApiList(item: new () => object): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(item, ListMetadataDto),
    ApiResponse({ status: 200, schema: listSchema(item) }),
  );
}
