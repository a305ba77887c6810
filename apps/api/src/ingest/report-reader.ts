import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBody } from './body-parser';

const REPORTS_PATH = '/api/reports';
const JSON_TYPE = 'application/json';

/**
 * Reads the bodies of collectors' reports before Fastify would. Fastify binds an
 * `AsyncResource` around each body, which costs as much as storing the report and keeps the
 * body alive past the next garbage collection. What is not sent just as collectors send it
 * is left to the ordinary parser, and so are its errors.
 */
export function installReportReader(fastify: FastifyInstance, maxBytes: number): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!isPlainReport(request, maxBytes)) {
      done();
      return;
    }
    readBytes(request.raw, (error, bytes) => {
      if (error !== undefined) {
        done(error);
        return;
      }
      try {
        request.body = parseBody(bytes, request.headers['content-encoding'], maxBytes);
        markAsRead(request);
        done();
      } catch (fault) {
        done(fault as Error);
      }
    });
  });
}

/** A POST of JSON of a length that is told and allowed. */
function isPlainReport({ method, url, headers }: FastifyRequest, maxBytes: number): boolean {
  const length = Number(headers['content-length']);
  return (
    method === 'POST' &&
    url === REPORTS_PATH &&
    headers['content-type'] === JSON_TYPE &&
    headers['transfer-encoding'] === undefined &&
    length > 0 &&
    length <= maxBytes
  );
}

function readBytes(raw: IncomingMessage, done: (error: Error | undefined, bytes: Buffer) => void) {
  const pieces: Buffer[] = [];
  raw.on('data', (piece: Buffer) => pieces.push(piece));
  raw.once('error', (error) => done(error, Buffer.alloc(0)));
  raw.once('end', () => done(undefined, pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)));
}

/** Fastify parses no body of a request that seems to have none. */
function markAsRead({ headers }: FastifyRequest): void {
  delete headers['content-type'];
  delete headers['content-length'];
}
