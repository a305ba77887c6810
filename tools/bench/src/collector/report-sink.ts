import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** One report as it came in. */
export interface SunkReport {
  /** Counted from 1. */
  readonly number: number;
  readonly wireBytes: number;
  readonly plainBytes: number;
}

/** A server that takes reports, looks at nothing but their size, and answers as the API does. */
export class ReportSink {
  private readonly server: Server;
  private count = 0;

  /** @param onReport called before a report is answered: its sender still waits */
  constructor(onReport: (report: SunkReport) => void) {
    this.server = createServer((request, response) => {
      void readBody(request).then((body) => {
        this.count += 1;
        const isPacked = request.headers['content-encoding'] === 'gzip';
        const plainBytes = isPacked ? gunzipSync(body).length : body.length;
        onReport({ number: this.count, wireBytes: body.length, plainBytes });
        response.setHeader('content-type', 'application/json');
        response.end('{"result":"stored"}');
      });
    });
  }

  /** Begins to listen on a free port. @returns its URL */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
