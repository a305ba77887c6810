import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { BEARER_SCHEME } from '../auth/reads';
import { VERSION } from '../version';

const DESCRIPTION = [
  'What Kubernetes nodes, pods, namespaces and workloads use, now and over time.',
  '',
  'Units stand at the end of every name. A value that could not be read is `null`, with a reason under `missing`; it is never 0.',
  'Counters (`…_bytes` of disk and network) are cumulative; their rates end in `_per_second`.',
  'Errors are `application/problem+json` (RFC 9457).',
].join('\n');

/** The OpenAPI document of all routes. */
export function createDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('kubemonitor')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth(
      {
        type: 'http',
        description:
          'Needed where the server protects writing (AUTH_INGEST) or reading (AUTH_READ): a token of its list, or one the Kubernetes cluster accepts.',
      },
      BEARER_SCHEME,
    )
    .addTag('cluster', 'The whole cluster: totals, and what is wrong')
    .addTag('nodes', 'Machines, host processes included')
    .addTag('pods', 'Pods and their containers')
    .addTag('namespaces', 'Sums over the pods of a namespace')
    .addTag('workloads', 'Sums over the pods of deployments and other workloads')
    .addTag('events', 'What happened: restarts, kills for want of memory, ends')
    .addTag('live', 'Told when there are new values')
    .addTag('prometheus', 'What the cluster uses, as Prometheus reads it')
    .addTag('ingest', 'For collectors and scripts')
    .addTag('health', 'For probes and people')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '').toLowerCase()}_${method}`,
  });
}
