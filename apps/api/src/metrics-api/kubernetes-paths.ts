import type { FastifyInstance } from 'fastify';
import { StatusError, toStatus } from './status';

const READING = new Set(['GET', 'HEAD']);

/** Whether a path belongs to the Kubernetes API: its errors are Status objects. */
export function isKubernetesPath(url: string): boolean {
  return /^\/(apis|openapi)(\/|\?|$)/.test(url);
}

/**
 * Refuses what would change something before anybody is asked who it comes from: nothing of this
 * API can be changed. To be installed before other checks of a request.
 */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (READING.has(request.method) || !isKubernetesPath(request.url)) {
      done();
      return;
    }
    void reply.header('allow', 'GET, HEAD');
    const message = 'the server does not allow this method on the requested resource';
    done(new StatusError(toStatus(405, 'MethodNotAllowed', message, {})));
  });
}
