import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';

/**
 * Sends JSON as a Kubernetes API server does: its media type has no charset, which Fastify would
 * add to a text, so it goes as bytes.
 */
export function sendJson(reply: FastifyReply, body: string | Readable): FastifyReply {
  return reply
    .header('content-type', 'application/json')
    .send(typeof body === 'string' ? Buffer.from(body) : body);
}
