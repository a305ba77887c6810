import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isReadingPost } from '../auth/reading-posts';
import { ProblemError } from '../problem/problem';

/** A query of the longest text that is read, escaped, and its other parameters. */
const MOST_FORM_BYTES = 524_288;

/** Lets the routes of the Prometheus API take forms; all others still refuse them. */
export function installFormBody(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MOST_FORM_BYTES },
    (request: FastifyRequest, body: string, done) => {
      if (isReadingPost(request)) done(null, new URLSearchParams(body));
      else done(new ProblemError('unsupported-media-type', 'Send JSON.'));
    },
  );
}
