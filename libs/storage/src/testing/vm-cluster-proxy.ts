import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The addresses of VictoriaMetrics' cluster version before a single server: of one tenant,
 * for those who bring the right `authorization`. Everything else is 404 or 401.
 */
export class VmClusterProxy {
  private constructor(private readonly server: Server) {}

  static async start(
    target: string,
    tenant: string,
    authorization: string,
  ): Promise<VmClusterProxy> {
    const server = createServer((request, response) => {
      const { method, url = '', headers } = request;
      const prefix = [`/insert/${tenant}/prometheus/`, `/select/${tenant}/prometheus/`].find(
        (start) => url.startsWith(start),
      );
      if (prefix === undefined || headers.authorization !== authorization) {
        request.resume();
        response.writeHead(prefix === undefined ? 404 : 401).end();
        return;
      }
      const passed = httpRequest(
        new URL(url.slice(prefix.length - 1), target),
        { method, headers: { ...headers, host: new URL(target).host } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      passed.on('error', () => response.writeHead(502).end());
      request.pipe(passed);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new VmClusterProxy(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
