import { createHash } from 'node:crypto';
import { METRICS_GROUP, METRICS_VERSIONS, type MetricsVersion } from '../metrics-objects';
import { VERSION } from '../../version';
import { describeOperation, listOperations, type Operation } from './operations';
import { createSchemas, toSchemaName } from './schemas';

const JSON_TYPE = 'application/json';
const INFO = { title: 'kubemonitor resource metrics', version: VERSION };

/** `/openapi/v2`: both versions of the API in one document of version 2.0. */
export function createOpenApiV2(): object {
  const parts = METRICS_VERSIONS.map((version) => ({
    paths: toPaths(version, (operation) => describeV2(operation, version)),
    definitions: createSchemas(version, '#/definitions/'),
  }));
  return {
    swagger: '2.0',
    info: INFO,
    paths: Object.assign({}, ...parts.map(({ paths }) => paths)) as object,
    definitions: Object.assign({}, ...parts.map(({ definitions }) => definitions)) as object,
  };
}

/** `/openapi/v3/apis/metrics.k8s.io/<version>`. */
export function createOpenApiV3(version: MetricsVersion): object {
  return {
    openapi: '3.0.0',
    info: INFO,
    paths: toPaths(version, (operation) => describeV3(operation, version)),
    components: { schemas: createSchemas(version, '#/components/schemas/') },
  };
}

/** `/openapi/v3`: where the documents are; the hash changes with what they say. */
export function createOpenApiIndex(): object {
  const entries = METRICS_VERSIONS.map((version) => {
    const path = `apis/${METRICS_GROUP}/${version}`;
    const text = JSON.stringify(createOpenApiV3(version));
    const hash = createHash('sha256').update(text).digest('hex').toUpperCase();
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }] as const;
  });
  return { paths: Object.fromEntries(entries) };
}

function toPaths(
  version: MetricsVersion,
  describe: (operation: Operation) => object,
): Record<string, object> {
  return Object.fromEntries(
    listOperations(version).map((operation) => [operation.path, { get: describe(operation) }]),
  );
}

function describeV2(operation: Operation, version: MetricsVersion): object {
  const $ref = `#/definitions/${toSchemaName(version, operation.answer)}`;
  return {
    ...describeOperation(operation, version),
    produces: [JSON_TYPE],
    schemes: ['https'],
    parameters: operation.parameters.map((parameter) => ({
      ...parameter,
      required: parameter.in === 'path',
      type: 'string',
    })),
    responses: { 200: { description: 'OK', schema: { $ref } } },
  };
}

function describeV3(operation: Operation, version: MetricsVersion): object {
  const $ref = `#/components/schemas/${toSchemaName(version, operation.answer)}`;
  return {
    ...describeOperation(operation, version),
    parameters: operation.parameters.map((parameter) => ({
      ...parameter,
      required: parameter.in === 'path',
      schema: { type: 'string' },
    })),
    responses: { 200: { description: 'OK', content: { [JSON_TYPE]: { schema: { $ref } } } } },
  };
}
