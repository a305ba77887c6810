import { Inject, Injectable } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { PromqlError } from '@kubemonitor/promql';
import { toReadUrl } from '@kubemonitor/storage';
import { ENVIRONMENT } from '../environment';
import { ProblemError } from '../problem/problem';
import { parseLabels, readHeaders } from '../store/storage-settings';
import { LONGEST_TIMEOUT_MS } from './query-gate';
import type { Parameters } from './parameters';

/**
 * What of a request goes to the server: what Prometheus knows. Above all not `extra_label` and
 * `extra_filters`, which are how this installation's own series are told from others'.
 */
const PASSED = ['query', 'time', 'start', 'end', 'step', 'timeout', 'match[]', 'limit', 'metric'];

/** A server's answer, as it is. */
export interface PassedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** Where questions are passed on to. */
interface Server {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** Passes queries on to VictoriaMetrics, where samples are kept there. */
@Injectable()
export class PassedOn {
  private readonly server: Server | undefined;

  constructor(@Inject(ENVIRONMENT) environment: ApiEnvironment) {
    this.server = findServer(environment);
  }

  /** Whether queries are passed on at all. */
  get isUsed(): boolean {
    return this.server !== undefined;
  }

  /**
   * The server's answer to a question below `/api/v1`.
   * @throws ProblemError when the server does not answer
   */
  async ask(path: string, parameters: Parameters, signal: AbortSignal): Promise<PassedAnswer> {
    if (this.server === undefined) throw new TypeError('there is no server to ask');
    const { url, headers, labels } = this.server;
    const form = parameters.pick(PASSED);
    for (const [name, value] of Object.entries(labels))
      form.append('extra_label', `${name}=${value}`);
    try {
      const response = await fetch(`${url}/${path}`, {
        method: 'POST',
        headers: { 'accept-encoding': 'identity', ...headers, 'user-agent': 'kubemonitor' },
        body: form,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_TIMEOUT_MS)]),
      });
      return await toAnswer(response);
    } catch (error) {
      if (error instanceof PromqlError || error instanceof ProblemError) throw error;
      const members = { retryAfterSeconds: 5 };
      throw new ProblemError('unavailable', 'VictoriaMetrics does not answer.', members);
    }
  }
}

/** Status codes of VictoriaMetrics that are about the question. */
const OF_THE_QUESTION = new Set([200, 400, 422, 429, 503]);

/** What is wrong with our own address or right is not the caller's to see. */
async function toAnswer(response: Response): Promise<PassedAnswer> {
  const { status, headers, body } = response;
  const contentType = headers.get('content-type') ?? '';
  if (OF_THE_QUESTION.has(status) && /[/+]json/.test(contentType)) {
    return { status, contentType, body };
  }
  await body?.cancel();
  throw new ProblemError('unavailable', `VictoriaMetrics answered with status ${status}.`);
}

function findServer(environment: ApiEnvironment): Server | undefined {
  const { STORAGE_DRIVER, STORAGE_WRITE_URL, STORAGE_READ_URL, PROMQL_ENGINE } = environment;
  const base = STORAGE_READ_URL ?? STORAGE_WRITE_URL;
  if (STORAGE_DRIVER !== 'victoriametrics' || PROMQL_ENGINE === 'own' || base === undefined) {
    return undefined;
  }
  return {
    url: toReadUrl(base),
    headers: readHeaders(environment.STORAGE_HEADERS_FILE),
    labels: parseLabels(environment.STORAGE_LABELS),
  };
}
