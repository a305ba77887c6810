import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TakenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A real HTTP server on loopback that answers as the spec says, `cut` = it hangs up. */
export class ScriptedServer {
  readonly requests: TakenRequest[] = [];

  private constructor(private readonly server: Server) {}

  static async start(
    answer: (request: TakenRequest, count: number) => ScriptedAnswer | 'cut',
  ): Promise<ScriptedServer> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const taken = { method, path: url, headers, body: Buffer.concat(chunks) };
        scripted.requests.push(taken);
        const answered = answer(taken, scripted.requests.length);
        if (answered === 'cut') return request.socket.destroy();
        response.writeHead(answered.status, answered.headers).end(answered.body);
      });
    });
    const scripted = new ScriptedServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
