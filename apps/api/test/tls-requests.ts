import { Agent, request, type AgentOptions, type RequestOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';

/** What was answered over TLS. */
export interface TlsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  /** Serial number of the certificate the server has shown. */
  readonly serverSerial: string;
  /** Port of this end: the same for the same connection. */
  readonly localPort: number | undefined;
}

/** Sends one request to a TLS server on loopback, for the name `host` of its certificate. */
export function requestTls(
  port: number,
  path: string,
  options: RequestOptions = {},
): Promise<TlsAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        agent: false,
        servername: 'monitor-api-service.kubemonitor.svc',
        ...options,
      },
      (response) => {
        const socket = response.socket as TLSSocket;
        const { serialNumber: serverSerial } = socket.getPeerCertificate();
        const { localPort } = socket;
        let text = '';
        response.on('data', (piece) => (text += String(piece)));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, body: parse(text), serverSerial, localPort });
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** Keeps one connection. */
export function createAgent(options: AgentOptions): Agent {
  return new Agent({ ...options, keepAlive: true, maxSockets: 1 });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
