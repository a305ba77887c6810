import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticator } from './authenticator';
import { EVERYTHING, type ReadScope } from './read-scope';
import { isReadingPost } from './reading-posts';
import { WRITER_FOR_ALL, type Writer } from './writer';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends samples; set before the body is read. */
    writer?: Writer;
    /** What the caller may read; set by the guard of reads. */
    readScope?: ReadScope;
  }
}

/** Methods that only read: all others must come from one who may write. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How requests are let in; undefined = anybody may. */
export interface RequestAuth {
  readonly ingest: Authenticator<Writer> | undefined;
  readonly isReadOpen: boolean;
}

/**
 * Prepares requests to carry who sent them, and lets nobody write who may not. This runs
 * before any of the body is read, so that a stranger cannot make the server unpack one: it
 * has to be installed before what reads bodies.
 */
export function installRequestAuth(
  fastify: FastifyInstance,
  { ingest, isReadOpen }: RequestAuth,
): void {
  // On an open server every request has the right by itself, at no cost; on any other the
  // lack of a check shows as the lack of the right.
  if (isReadOpen) fastify.decorateRequest('readScope', { getter: () => EVERYTHING });
  else fastify.decorateRequest('readScope', undefined);
  if (ingest === undefined) {
    fastify.decorateRequest('writer', { getter: () => WRITER_FOR_ALL });
    return;
  }
  fastify.decorateRequest('writer', undefined);
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (READING.has(request.method) || isReadingPost(request)) {
      done();
      return;
    }
    authenticateWriter(request, ingest, done);
  });
}

function authenticateWriter(
  request: FastifyRequest,
  ingest: Authenticator<Writer>,
  done: (error?: Error) => void,
): void {
  const accept = (writer: Writer) => {
    request.writer = writer;
    done();
  };
  let writer: Writer | Promise<Writer>;
  try {
    writer = ingest.authenticate(request.headers.authorization);
  } catch (refusal) {
    done(refusal as Error);
    return;
  }
  // What is known already does not wait for another turn: this is the path of every report.
  if (writer instanceof Promise) writer.then(accept, done);
  else accept(writer);
}

/** Parameter of a controller: who sent the samples. */
export const SentBy = createParamDecorator((_data: unknown, context: ExecutionContext): Writer => {
  const { writer } = context.switchToHttp().getRequest<FastifyRequest>();
  if (writer === undefined) throw new Error('a route that writes was reached unchecked');
  return writer;
});

/** Parameter of a controller: what the caller may read. */
export const MayRead = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ReadScope => {
    const { readScope } = context.switchToHttp().getRequest<FastifyRequest>();
    if (readScope === undefined) throw new Error('a route that reads was reached unchecked');
    return readScope;
  },
);
