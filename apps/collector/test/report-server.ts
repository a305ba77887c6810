import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request the server got. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** How the server answers a request; the default is 202. */
export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** A status as an answer, with headers and a text. */
export function answerWith(
  status: number,
  headers: Record<string, string> = {},
  text = '',
): Answer {
  return (response) => {
    response.writeHead(status, headers);
    response.end(text);
  };
}

const KEEP_ALIVE_MILLISECONDS = 60_000;

/** A real HTTP server that takes the place of the API. */
export class ReportServer {
  readonly requests: ReceivedRequest[] = [];
  answer: Answer = answerWith(202);
  private server: Server | undefined;
  private port = 0;

  /** Listens on the port it had before, or on any free one. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url = '', headers } = request;
        const received = { path: url, headers, body: Buffer.concat(chunks) };
        this.requests.push(received);
        this.answer(response, received);
      });
    });
    // A test that stands still for seconds finds its connection open still.
    server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The bodies so far: unzipped JSON, or text as it is. */
  get bodies(): unknown[] {
    return this.requests.map(({ body, headers }) =>
      headers['content-encoding'] === 'gzip' && body[0] === 0x1f
        ? JSON.parse(gunzipSync(body).toString('utf8'))
        : body.toString('utf8'),
    );
  }

  /** Closes all connections and listens no more. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
