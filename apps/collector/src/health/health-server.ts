import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { TEXT_FORMAT } from '@kubemonitor/metrics-model';
import type { TickHealth } from './tick-health';

/** Where the probes are answered. */
export interface HealthAddress {
  /** 0 = any free port. */
  readonly port: number;
  readonly host: string;
}

/** The port of the probes cannot be listened on; the message names it. */
export class HealthServerError extends Error {
  readonly code = 'no_health_port';
}

const OK = 200;
const NOT_FOUND = 404;
const NOT_ALLOWED = 405;
const UNAVAILABLE = 503;
/** Probes are rare and small; more than this is somebody else, and must cost nothing. */
const MOST_CONNECTIONS = 16;
const MOST_HEADER_BYTES = 4_096;
const REQUEST_TIMEOUT_MILLISECONDS = 5_000;

/** Status and text for a path. */
type Verdict = readonly [status: number, text: string];

/** What else is answered: the text at a path, piece by piece; undefined = nothing is there. */
export type Pages = (path: string) => Iterable<string> | undefined;

const NO_PAGES: Pages = () => undefined;
const FASTEST_COMPRESSION = 1;

function judge(path: string, health: TickHealth): Verdict {
  if (path === '/livez') {
    const seconds = Math.round(health.ageMilliseconds / 1_000);
    return health.isAlive ? [OK, 'ok'] : [UNAVAILABLE, `no tick for ${seconds} s`];
  }
  if (path === '/readyz') {
    return health.isReady ? [OK, 'ok'] : [UNAVAILABLE, 'no tick read yet'];
  }
  return [NOT_FOUND, 'only /livez and /readyz'];
}

/** Each answer ends its connection: a probe a few seconds apart need not hold a socket. */
function answer(response: ServerResponse, [status, text]: Verdict): void {
  const body = `${text}\n`;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(body);
}

/** Sends a page as it is made, so that it is never held whole; packed for who takes it so. */
async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  page: Iterable<string>,
): Promise<void> {
  const isPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(OK, {
    'content-type': TEXT_FORMAT,
    'cache-control': 'no-store',
    connection: 'close',
    ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const source = Readable.from(page);
  try {
    if (isPacked) await pipeline(source, createGzip({ level: FASTEST_COMPRESSION }), response);
    else await pipeline(source, response);
  } catch {
    // Who asked has gone away.
    response.destroy();
  }
}

/**
 * Answers `GET /livez` (200 while the last tick is younger than three intervals, else 503)
 * and `GET /readyz` (200 from the first tick on, else 503). Reads are synchronous, so a read
 * the kernel does not return from keeps `/livez` from being answered at all: to a probe that
 * is the same failure. `pages` adds more paths, sent in pieces.
 */
export class HealthServer {
  /** The port it listens on. */
  readonly port: number;

  private constructor(private readonly server: Server) {
    this.port = (server.address() as AddressInfo).port;
  }

  /** Listens. @throws HealthServerError when the port cannot be listened on. */
  static async open(
    { port, host }: HealthAddress,
    health: TickHealth,
    pages: Pages = NO_PAGES,
  ): Promise<HealthServer> {
    const { createServer } = await import('node:http');
    const server = createServer(
      { maxHeaderSize: MOST_HEADER_BYTES, requestTimeout: REQUEST_TIMEOUT_MILLISECONDS },
      (request, response) => {
        const isRead = request.method === 'GET' || request.method === 'HEAD';
        const path = request.url ?? '';
        const page = isRead ? pages(path) : undefined;
        if (page !== undefined) void sendPage(request, response, page);
        else answer(response, isRead ? judge(path, health) : [NOT_ALLOWED, 'GET only']);
      },
    );
    server.maxConnections = MOST_CONNECTIONS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        const message = `HEALTH_PORT ${port} on HEALTH_HOST ${host}: ${cause.message}`;
        reject(new HealthServerError(message, { cause }));
      });
      server.listen(port, host, resolve);
    });
    return new HealthServer(server);
  }

  /** Ends all connections and listens no more. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
