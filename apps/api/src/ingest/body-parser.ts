import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problem/problem';

/**
 * Reads JSON bodies, gzip or plain. The limit holds for what is sent and for what it
 * unpacks to, so a small body cannot become a large one. Unpacking is synchronous: at the
 * size of a report the thread pool costs more than it saves.
 */
export function installBodyParser(fastify: FastifyInstance, maxBytes: number): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: maxBytes },
    (request: FastifyRequest, body: Buffer, done) => {
      try {
        done(null, parseBody(body, request.headers['content-encoding'], maxBytes));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/** @throws ProblemError when the body is too large, not gzip although it says so, or not JSON */
export function parseBody(body: Buffer, encoding: string | undefined, maxBytes: number): unknown {
  const text = unpack(body, encoding ?? 'identity', maxBytes);
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw new ProblemError(
      'malformed-json',
      `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function unpack(body: Buffer, encoding: string, maxBytes: number): Buffer {
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip') {
    throw new ProblemError('unsupported-media-type', 'Content-Encoding may be gzip or identity.');
  }
  try {
    return gunzipSync(body, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLarge =
      error instanceof RangeError ||
      (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge
      ? new ProblemError('too-large', `The body unpacks to more than ${maxBytes} bytes.`)
      : new ProblemError('malformed-json', 'The body is not gzip, though its header says so.');
  }
}
