import type { Agent } from 'node:https';
import type { Readable } from 'node:stream';
import axios, { type AxiosInstance } from 'axios';
import { CommandError } from '../command-error';
import { toRefusal } from './refusal';

/** An answer of the API, whatever its status. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly milliseconds: number;
}

export interface ApiClientOptions {
  readonly url: string;
  readonly token?: string;
  /** Longest wait for one answer; kube-proxy may leave a connection hanging after a roll-out. */
  readonly timeoutMs?: number;
  /** Tries of a request that got no answer. */
  readonly tries?: number;
  /** How a server with TLS proves itself, and we to it. */
  readonly agent?: Agent;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly metadata: {
    readonly total?: number;
    readonly continue?: string;
    /** When the answer was made, by the clock of the API. */
    readonly timestamp?: string;
    readonly partial?: readonly { readonly node: string; readonly reason: string }[];
  };
  readonly step_seconds?: number;
  readonly resolution?: string;
}

const PAUSE_MS = 500;
const PAGE_ITEMS = 1_000;
const MAX_BODY_BYTES = 256 * 1_024 * 1_024;

/** A client of kubemonitor's REST API with a time-out and retries. */
export class ApiClient {
  readonly url: string;
  private readonly http: AxiosInstance;

  constructor(private readonly options: ApiClientOptions) {
    this.url = options.url.replace(/\/+$/, '');
    const { token } = options;
    this.http = axios.create({
      baseURL: this.url,
      timeout: options.timeoutMs ?? 10_000,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      responseType: 'text',
      transformResponse: (body: string) => body,
      validateStatus: () => true,
      maxContentLength: MAX_BODY_BYTES,
      // The API is reached directly: a proxy for the internet does not know the cluster.
      proxy: false,
      httpsAgent: options.agent,
    });
  }

  /** The same API, with another token. */
  withToken(token: string): ApiClient {
    return new ApiClient({ ...this.options, token });
  }

  /** The same API, with another longest wait for one answer. */
  withTimeout(timeoutMs: number): ApiClient {
    return new ApiClient({ ...this.options, timeoutMs });
  }

  /**
   * Sends a request; a GET that gets no answer is tried again.
   * @throws CommandError when there is no answer at all
   */
  async request(method: 'get' | 'post', path: string, body?: string): Promise<ApiAnswer> {
    const tries = method === 'get' ? (this.options.tries ?? 4) : 1;
    let last: unknown;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      try {
        return await this.send(method, path, body);
      } catch (error) {
        last = error;
        if (attempt < tries) await this.options.sleep(PAUSE_MS * attempt);
      }
    }
    throw new CommandError(`${this.url}${path} does not answer: ${describe(last)}`, {
      cause: last,
      remedy:
        'Is the API’s pod ready (`kubectl get pods -n kubemonitor`)? Another address can be named, see --help.',
      fault: 'unreachable',
    });
  }

  /**
   * What a stream of server-sent events begins with, up to its first event; then it is closed.
   * @throws CommandError when there is no answer, or no event within `waitMs`
   */
  async requestFirstEvent(path: string, waitMs = 30_000): Promise<ApiAnswer> {
    const startedMs = performance.now();
    const request = new AbortController();
    const timer = setTimeout(() => request.abort(), waitMs);
    try {
      const { status, data, headers } = await this.http.get<Readable>(path, {
        responseType: 'stream',
        signal: request.signal,
      });
      const contentType = String(headers['content-type'] ?? '');
      const text = await readFirstEvent(data, contentType.startsWith('text/event-stream'));
      return { status, text, contentType, milliseconds: performance.now() - startedMs };
    } catch (cause) {
      const message = `${this.url}${path} sent no event within ${waitMs / 1_000} s: ${describe(cause)}`;
      throw new CommandError(message, { cause, fault: 'unreachable' });
    } finally {
      clearTimeout(timer);
      // Closes the connection, too.
      request.abort();
    }
  }

  /**
   * The JSON of an answer with status 200.
   * @throws CommandError for any other answer
   */
  async get<T>(path: string): Promise<T> {
    const { status, text } = await this.request('get', path);
    if (status !== 200) throw toRefusal(`${this.url}${path}`, status, text);
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new CommandError(`${this.url}${path} did not answer with JSON.`, { cause });
    }
  }

  /** All items of a list, page by page. `path` may have a query. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for await (const page of this.pages<T>(path)) items.push(...page.items);
    return items;
  }

  /**
   * The pages of a list as they come: only one is held at a time.
   * @throws CommandError when one of them cannot be had
   */
  async *pages<T>(path: string, size = PAGE_ITEMS): AsyncGenerator<ListPage<T>> {
    const separator = path.includes('?') ? '&' : '?';
    let next: string | undefined;
    do {
      const more = next === undefined ? '' : `&continue=${encodeURIComponent(next)}`;
      const page = await this.get<ListPage<T>>(`${path}${separator}limit=${size}${more}`);
      yield page;
      next = page.metadata.continue;
    } while (next !== undefined && next !== '');
  }

  private async send(method: 'get' | 'post', path: string, body?: string): Promise<ApiAnswer> {
    const startedMs = performance.now();
    const { status, data, headers } = await this.http.request<string>({
      method,
      url: path,
      data: body,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
    });
    return {
      status,
      text: data ?? '',
      contentType: String(headers['content-type'] ?? ''),
      milliseconds: performance.now() - startedMs,
    };
  }
}

/** A stream up to the end of its first event, or the whole of an answer that is no stream. */
async function readFirstEvent(stream: Readable, isEvents: boolean): Promise<string> {
  let text = '';
  for await (const piece of stream) {
    text += String(piece);
    if (isEvents && /^data:.*\n\n/m.test(text)) break;
  }
  return text;
}

function describe(error: unknown): string {
  if (!axios.isAxiosError(error)) return String(error);
  return error.code === 'ECONNABORTED' ? 'time-out' : error.message || (error.code ?? 'no reason');
}
