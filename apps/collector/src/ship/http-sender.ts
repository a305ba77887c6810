import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import type * as Http from 'node:http';
import { SENT_AT_HEADER } from '@kubemonitor/metrics-model';
import { errnoOf } from '../errno';
import { parseRetryAfter, toOutcome } from './sender';
import type { SendOutcome, Sender } from './sender';
import type { TokenFile } from './token-file';

const REPORTS_PATH = '/api/reports';
const MOST_DETAIL_CHARACTERS = 300;

/** Where and how reports are sent. */
export interface HttpSenderOptions {
  /** Base URL of the API without a trailing slash. */
  readonly apiServerUrl: string;
  readonly timeoutMilliseconds: number;
  readonly token?: TokenFile;
  /** Wall clock in milliseconds since the epoch. */
  readonly now: () => number;
}

/** The part of node:http and node:https that is used. */
type Transport = Pick<typeof Http, 'request' | 'Agent'>;

/** A failure of the connection that another attempt on a new one may not have. */
class ConnectionError extends Error {
  constructor(
    cause: Error,
    readonly wasReused: boolean,
  ) {
    super(errnoOf(cause) ?? cause.message, { cause });
  }
}

/** Opens a sender over a connection kept alive. Loads TLS only for an https URL. */
export async function openHttpSender(options: HttpSenderOptions): Promise<HttpSender> {
  const isSecure = options.apiServerUrl.startsWith('https:');
  const transport: Transport = isSecure ? await import('node:https') : await import('node:http');
  return new HttpSender(options, transport);
}

/** Sends reports by `POST /api/reports`, gzipped JSON as it was made. */
export class HttpSender implements Sender {
  private readonly url: URL;
  private readonly agent: Agent;

  constructor(
    private readonly options: HttpSenderOptions,
    private readonly transport: Transport,
  ) {
    this.url = new URL(options.apiServerUrl + REPORTS_PATH);
    this.agent = new transport.Agent({ keepAlive: true, maxSockets: 1 });
  }

  async send(body: Buffer, stop: AbortSignal): Promise<SendOutcome> {
    let headers: Record<string, string>;
    try {
      headers = this.createHeaders();
    } catch (error) {
      // Without its token the report would be refused for good: keep it until there is one.
      return { kind: 'deferred', reason: `token file: ${(error as Error).message}` };
    }
    try {
      return await this.post(body, headers, stop);
    } catch (error) {
      const isStale = error instanceof ConnectionError && error.wasReused && !stop.aborted;
      if (!isStale) return { kind: 'deferred', reason: (error as Error).message };
    }
    // The server closed an idle connection just as it was used again: no failure of its own.
    return this.post(body, headers, stop).catch((error: Error) => ({
      kind: 'deferred',
      reason: error.message,
    }));
  }

  close(): void {
    this.agent.destroy();
  }

  private createHeaders(): Record<string, string> {
    const { token, now } = this.options;
    return {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      [SENT_AT_HEADER]: String(now()),
      ...(token === undefined ? {} : { authorization: `Bearer ${token.read()}` }),
    };
  }

  private post(
    body: Buffer,
    headers: Record<string, string>,
    stop: AbortSignal,
  ): Promise<SendOutcome> {
    const options: RequestOptions = {
      method: 'POST',
      agent: this.agent,
      headers: { ...headers, 'content-length': String(body.length) },
      signal: stop,
    };
    return new Promise((resolve, reject) => {
      const request = this.transport.request(this.url, options);
      const timer = setTimeout(() => {
        request.destroy(new Error(`no answer within ${this.options.timeoutMilliseconds} ms`));
      }, this.options.timeoutMilliseconds);
      request.on('close', () => clearTimeout(timer));
      request.on('error', (error) => reject(new ConnectionError(error, request.reusedSocket)));
      request.on('response', (response) => {
        this.toOutcome(response).then(resolve, reject);
      });
      request.end(body);
    });
  }

  private async toOutcome(response: IncomingMessage): Promise<SendOutcome> {
    const retryAfter = parseRetryAfter(response.headers['retry-after'], this.options.now());
    let detail = '';
    response.setEncoding('utf8');
    for await (const chunk of response) {
      if (detail.length < MOST_DETAIL_CHARACTERS) detail += String(chunk);
    }
    const status = response.statusCode ?? 0;
    return toOutcome(status, detail.slice(0, MOST_DETAIL_CHARACTERS), retryAfter);
  }
}
