import http from 'node:http';
import https from 'node:https';
import {
  KubernetesError,
  type KubernetesClient,
  type RequestMethod,
  type RequestOptions,
} from '../client';
import type { ConnectionSettings } from '../connection/connection-settings';
import { parseJson, readBody, toAnswerError, toConnectionError } from './answer';
import { startExchange, type Exchange } from './exchange';
import { LineSplitter } from './line-splitter';

const KIBIBYTE = 1_024;

/** How much of an answer is taken, and how long it is waited for. */
export interface ClientLimits {
  /** Largest answer of a request. A page of 500 pods has 3 to 30 MB. */
  readonly maxAnswerBytes: number;
  /** Longest line of a stream: an object in etcd has at most 1.5 MiB. */
  readonly maxLineBytes: number;
  /** Used where a request names no time of its own. */
  readonly timeoutMs: number;
}

export const DEFAULT_LIMITS: ClientLimits = {
  maxAnswerBytes: 128 * KIBIBYTE * KIBIBYTE,
  maxLineBytes: 8 * KIBIBYTE * KIBIBYTE,
  timeoutMs: 30_000,
};

/** What a body is, by the method it is sent with. */
const BODY_TYPES: Readonly<Record<RequestMethod, string>> = {
  GET: 'application/json',
  POST: 'application/json',
  PATCH: 'application/merge-patch+json',
};

/** Of an answer that tells of a fault no more than this is read. */
const MAX_FAULT_BYTES = 64 * KIBIBYTE;

/** Idle connections send a sign of life so often, so that a dead peer is noticed. */
const KEEP_ALIVE_MS = 30_000;

/**
 * The API server over node:https, on connections that are kept. Whom it speaks to and as
 * whom stands in `settings`; the token is asked for before each request.
 */
export class HttpsKubernetesClient implements KubernetesClient {
  private readonly agent: http.Agent;
  private readonly send: (options: http.RequestOptions) => http.ClientRequest;
  private readonly prefix: string;

  constructor(
    private readonly settings: ConnectionSettings,
    private readonly limits: ClientLimits = DEFAULT_LIMITS,
  ) {
    const { server, tls } = settings;
    const keepAlive = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS };
    const isSecure = server.protocol === 'https:';
    this.agent = isSecure ? new https.Agent({ ...keepAlive, ...tls }) : new http.Agent(keepAlive);
    this.send = isSecure ? https.request : http.request;
    this.prefix = server.pathname.replace(/\/+$/, '');
  }

  async request<T>(method: RequestMethod, path: string, options: RequestOptions = {}): Promise<T> {
    let exchange = this.start(method, path, options);
    try {
      return await this.take<T>(exchange, options);
    } catch (error) {
      if (!isStaleConnection(exchange, error)) throw error;
      exchange = this.start(method, path, options);
      return await this.take<T>(exchange, options);
    }
  }

  async *stream<T>(path: string, options: RequestOptions = {}): AsyncGenerator<T> {
    const exchange = this.start('GET', path, options);
    try {
      const answer = await this.untilAnswer(exchange, options);
      const splitter = new LineSplitter(this.limits.maxLineBytes);
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        for (const line of splitter.push(chunk)) yield parseJson<T>(line);
      }
      if (splitter.hasRest) {
        throw new KubernetesError(undefined, 'BadAnswer', 'the stream ends within a line');
      }
    } catch (error) {
      throw toConnectionError(error);
    } finally {
      exchange.release();
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private start(method: RequestMethod, path: string, { body, signal }: RequestOptions): Exchange {
    const { server, readToken } = this.settings;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers: http.OutgoingHttpHeaders = { accept: 'application/json' };
    if (text !== undefined) headers['content-type'] = BODY_TYPES[method];
    if (text !== undefined) headers['content-length'] = Buffer.byteLength(text);
    if (readToken !== undefined) headers['authorization'] = `Bearer ${readToken()}`;
    const options = {
      agent: this.agent,
      // WHATWG URLs keep IPv6 addresses in brackets, sockets want them bare.
      host: server.hostname.replace(/^\[|\]$/g, ''),
      port: server.port,
      method,
      path: `${this.prefix}${path}`,
      headers,
    };
    return startExchange(this.send, options, text, signal);
  }

  /** The whole answer to a request, within its time. */
  private async take<T>(exchange: Exchange, options: RequestOptions): Promise<T> {
    const timer = this.startTimer(exchange, options);
    try {
      const answer = await this.refuseFaults(await exchange.answer);
      return parseJson<T>(await readBody(answer, this.limits.maxAnswerBytes));
    } catch (error) {
      throw toConnectionError(error);
    } finally {
      clearTimeout(timer);
      exchange.release();
    }
  }

  /** The beginning of an answer, within the request's time. */
  private async untilAnswer(
    exchange: Exchange,
    options: RequestOptions,
  ): Promise<http.IncomingMessage> {
    const timer = this.startTimer(exchange, options);
    try {
      return await this.refuseFaults(await exchange.answer);
    } finally {
      clearTimeout(timer);
    }
  }

  private startTimer(exchange: Exchange, { timeoutMs }: RequestOptions): NodeJS.Timeout {
    const milliseconds = timeoutMs ?? this.limits.timeoutMs;
    const message = `no answer within ${milliseconds} ms`;
    const onTime = () => exchange.abort(new KubernetesError(undefined, 'Timeout', message));
    return setTimeout(onTime, milliseconds);
  }

  private async refuseFaults(answer: http.IncomingMessage): Promise<http.IncomingMessage> {
    const { statusCode = 0 } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    throw toAnswerError(statusCode, await readBody(answer, MAX_FAULT_BYTES));
  }
}

/**
 * A kept connection may be closed by the server just when it is used again. Then the request
 * was not heard, and is sent once more: https://nodejs.org/api/http.html#requestreusedsocket
 */
function isStaleConnection(exchange: Exchange, error: unknown): boolean {
  const { status, reason } = error as KubernetesError;
  return exchange.isReused && status === undefined && reason === 'ECONNRESET';
}
