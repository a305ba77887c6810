import type { FastifyRequest } from 'fastify';

/**
 * Routes where a POST only reads: Prometheus' clients send long queries as forms. The rule is
 * by the route that was matched, not by the path as it was written, so that no other way of
 * writing a path passes for one of these.
 */
const READING_POSTS: ReadonlySet<string> = new Set([
  '/api/v1/query',
  '/api/v1/query_range',
  '/api/v1/series',
  '/api/v1/labels',
]);

/** Whether a request is a POST that only reads. */
export function isReadingPost({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && READING_POSTS.has(routeOptions.url ?? '');
}
