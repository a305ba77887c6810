import { Inject, Injectable, Optional, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { KubernetesClient } from '@kubemonitor/kubernetes';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Refusals } from '../auth/refusals';
import { ENVIRONMENT } from '../environment';
import { KUBERNETES_CLIENT } from '../kubernetes/kubernetes-client';
import type { ServiceName } from './api-services';
import { startAggregated, type Aggregated } from './start-aggregated';

/** Opens the listener of the aggregated API where the environment asks for it, and closes it. */
@Injectable()
export class AggregatedListener implements BeforeApplicationShutdown {
  private aggregated: Aggregated | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: ApiEnvironment,
    private readonly refusals: Refusals,
    @Optional() @Inject(KUBERNETES_CLIENT) private readonly client: KubernetesClient | undefined,
  ) {}

  /**
   * Opens it; requests that are let in go to the application's own router.
   * @returns undefined where none is asked for
   * @throws Error when AGGREGATION_SERVICE is no name, or the port cannot be had
   */
  async open(app: NestFastifyApplication): Promise<Aggregated | undefined> {
    const { AGGREGATION_PORT: port, AGGREGATION_SERVICE, HOST: host } = this.environment;
    if (port === 0 || this.client === undefined) return undefined;
    const service = parseServiceName(AGGREGATION_SERVICE);
    await app.init();
    const fastify = app.getHttpAdapter().getInstance();
    await fastify.ready();
    this.aggregated = await startAggregated({
      client: this.client,
      refusals: this.refusals,
      service,
      port,
      host,
      route: (request, response) => fastify.routing(request, response),
    });
    return this.aggregated;
  }

  /** Before the store behind it ends. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.aggregated?.close();
  }
}

function parseServiceName(text: string): ServiceName {
  const [namespace, name, ...rest] = text.split('/');
  if (namespace && name && rest.length === 0) return { namespace, name };
  throw new Error(`AGGREGATION_SERVICE="${text}" is not namespace/name.`);
}
