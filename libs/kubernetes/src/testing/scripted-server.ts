import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

/** How the server answers one request. */
export type Respond = (
  answer: http.ServerResponse,
  request: http.IncomingMessage,
  body: string,
) => void;

/** A request as it came. */
export interface HeardRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A real server on loopback that answers requests in turn as a script says. */
export class ScriptedServer {
  readonly heard: HeardRequest[] = [];
  private readonly script: Respond[] = [];
  private readonly server: http.Server;
  private waiting: { count: number; resolve: () => void }[] = [];

  private constructor(private readonly tls: https.ServerOptions | undefined) {
    const listener: http.RequestListener = (request, answer) => void this.take(request, answer);
    this.server =
      tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  }

  /** @param port 0 = any free one */
  static async start(tls?: https.ServerOptions, port = 0): Promise<ScriptedServer> {
    const scripted = new ScriptedServer(tls);
    await new Promise<void>((resolve) => scripted.server.listen(port, '127.0.0.1', resolve));
    return scripted;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): URL {
    return new URL(`${this.tls === undefined ? 'http' : 'https'}://127.0.0.1:${this.port}`);
  }

  /** Adds answers to the script. */
  will(...answers: Respond[]): this {
    this.script.push(...answers);
    return this;
  }

  /** Resolves when so many requests have come in all. */
  async untilHeard(count: number): Promise<void> {
    if (this.heard.length >= count) return;
    await new Promise<void>((resolve) => this.waiting.push({ count, resolve }));
  }

  dropConnections(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async take(request: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    this.heard.push({ method, url, authorization: headers.authorization, body });
    // A request nobody wrote an answer for is left waiting: the test ends it.
    this.script.shift()?.(answer, request, body);
    this.waiting = this.waiting.filter(({ count, resolve }) => {
      if (this.heard.length >= count) resolve();
      return this.heard.length < count;
    });
  }
}

/** Answers with JSON, whole. */
export function json(body: unknown, status = 200): Respond {
  return (answer) => {
    answer.writeHead(status, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(body));
  };
}

/** Answers with a Status object, as the API server tells of faults. */
export function fault(code: number, reason: string, message: string): Respond {
  return json({ kind: 'Status', status: 'Failure', code, reason, message }, code);
}

/** Begins a stream, sends what is given, and keeps it open. */
export function stream(...pieces: (string | Buffer)[]): Respond {
  return (answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.flushHeaders();
    for (const piece of pieces) answer.write(piece);
  };
}

/** Sends a stream and ends it, as the API server does when its time is over. */
export function endedStream(...pieces: string[]): Respond {
  return (answer, request, body) => {
    stream(...pieces)(answer, request, body);
    answer.end();
  };
}

/** Sends the beginning of a stream and cuts the connection. */
export function brokenStream(...pieces: string[]): Respond {
  return (answer, request) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.write(pieces.join(''), () => request.socket.destroy());
  };
}

/** Lines of a watch. */
export function lines(...events: unknown[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
