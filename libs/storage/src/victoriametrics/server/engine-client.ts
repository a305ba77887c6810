import { REMOTE_WRITE_HEADERS } from '@kubemonitor/remote-write';
import { StoreError } from '../../store-error';
import type { ServerUrls } from './server-urls';

const USER_AGENT = 'kubemonitor';
/** What an engine says of an error is shown up to so many characters. */
const SHOWN_CHARACTERS = 300;
const TOO_MANY_REQUESTS = 429;

/** What became of a write. */
export type WriteAnswer =
  | { readonly kind: 'taken' }
  /** It may work later; `afterMs` when the server says when. */
  | { readonly kind: 'later'; readonly detail: string; readonly afterMs?: number }
  /** It never will: the server does not take these samples. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** Nothing of ours will: wrong address, no right. */
  | { readonly kind: 'misconfigured'; readonly detail: string };

/** Speaks HTTP with VictoriaMetrics; every failure becomes a StoreError or a WriteAnswer. */
export class EngineClient {
  constructor(
    private readonly urls: ServerUrls,
    private readonly options: {
      readonly headers: Readonly<Record<string, string>>;
      readonly readTimeoutMs: number;
    },
  ) {}

  /** Sends one remote write request. Never throws. */
  async write(body: Uint8Array, timeoutMs: number): Promise<WriteAnswer> {
    try {
      const response = await fetch(this.urls.write, {
        method: 'POST',
        headers: { ...this.headers, ...REMOTE_WRITE_HEADERS },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs))),
      });
      return await toWriteAnswer(response);
    } catch (error) {
      return { kind: 'later', detail: describeFailure(error) };
    }
  }

  /**
   * Asks a question below `/api/v1` and reads the lines of the answer as they come, some at a time.
   * @throws StoreError
   */
  async *lines(path: string, form: URLSearchParams): AsyncGenerator<readonly string[]> {
    const response = await this.ask(path, form);
    try {
      let rest = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        yield lines;
      }
      if (rest !== '') yield [rest];
    } catch (error) {
      throw new StoreError('unavailable', `the answer broke off: ${describeFailure(error)}`, {
        cause: error,
      });
    }
  }

  /** The `data` of a Prometheus answer. @throws StoreError */
  async query(path: string, form: URLSearchParams): Promise<unknown> {
    const response = await this.ask(path, form);
    try {
      const { data } = (await response.json()) as { data?: unknown };
      return data;
    } catch (error) {
      throw new StoreError('unavailable', `the answer is no JSON: ${describeFailure(error)}`, {
        cause: error,
      });
    }
  }

  /** The server's page of flags; undefined where there is none or it is not shown to us. */
  async readFlags(): Promise<string | undefined> {
    if (this.urls.flags === undefined) return undefined;
    try {
      const response = await fetch(this.urls.flags, {
        headers: this.headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.options.readTimeoutMs),
      });
      return response.ok ? await response.text() : undefined;
    } catch (error) {
      throw toUnavailable(error);
    }
  }

  private get headers(): Record<string, string> {
    // Plain text: packing costs the server more than a local network saves.
    return { 'accept-encoding': 'identity', ...this.options.headers, 'user-agent': USER_AGENT };
  }

  private async ask(path: string, form: URLSearchParams): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.urls.api}${path}`, {
        method: 'POST',
        headers: this.headers,
        body: form,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.options.readTimeoutMs),
      });
    } catch (error) {
      throw toUnavailable(error);
    }
    if (response.ok) return response;
    throw toReadError(response.status, await readDetail(response));
  }
}

async function toWriteAnswer(response: Response): Promise<WriteAnswer> {
  if (response.ok) {
    await response.body?.cancel();
    return { kind: 'taken' };
  }
  const { status } = response;
  const detail = `status ${status}: ${await readDetail(response)}`;
  if (status === TOO_MANY_REQUESTS || status >= 500) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { kind: 'later', detail, afterMs: seconds >= 0 ? seconds * 1_000 : undefined };
  }
  // A body that is wrong, out of order, too old or in conflict; else the address or the right.
  return [400, 409, 413, 422].includes(status)
    ? { kind: 'refused', detail }
    : { kind: 'misconfigured', detail };
}

function toReadError(status: number, detail: string): StoreError {
  const message = `VictoriaMetrics answered with status ${status}: ${detail}`;
  if (status === TOO_MANY_REQUESTS || status >= 500) return new StoreError('unavailable', message);
  // 422 is a question over one of the server's limits; its text names the flag.
  return new StoreError(status === 422 || status === 413 ? 'too_much' : 'misconfigured', message);
}

function toUnavailable(error: unknown): StoreError {
  const message = `VictoriaMetrics does not answer: ${describeFailure(error)}`;
  return new StoreError('unavailable', message, { cause: error });
}

async function readDetail(response: Response): Promise<string> {
  try {
    return (await response.text()).trim().slice(0, SHOWN_CHARACTERS);
  } catch (error) {
    return describeFailure(error);
  }
}

/** What fetch says, and what lies behind it: `fetch failed (connect ECONNREFUSED …)`. */
function describeFailure(error: unknown): string {
  const { message, cause } = toObject(error);
  const behind = toObject(cause).message;
  const text = typeof message === 'string' ? message : String(error);
  return typeof behind === 'string' ? `${text} (${behind})` : text;
}

/** By shape, not by class: fetch's errors may be of another realm. */
function toObject(value: unknown): { readonly message?: unknown; readonly cause?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}
