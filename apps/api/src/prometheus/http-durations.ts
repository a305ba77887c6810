import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';

/** From an answer out of memory to one of a large window, in seconds. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];

/** Routes are few; what is asked for beside them is one of them. */
const NO_ROUTE = 'none';

/** How long requests took, by route: addresses and names are not told apart. */
@Injectable()
export class HttpDurations {
  private readonly histogram = new Histogram({
    name: 'kubemonitor_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [],
  });

  /** Measures all requests from now on. */
  install(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? NO_ROUTE;
      const status = `${Math.floor(reply.statusCode / 100)}xx`;
      this.histogram.observe({ method: request.method, route, status }, reply.elapsedTime / 1_000);
      done();
    });
  }

  register(registry: Registry): void {
    registry.registerMetric(this.histogram);
  }
}
