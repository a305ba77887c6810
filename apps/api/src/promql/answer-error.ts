import { PromqlError } from '@kubemonitor/promql';
import { StoreError } from '@kubemonitor/storage';
import { ProblemError } from '../problem/problem';
import { toProblem } from '../problem/problem.filter';

/** An error as Prometheus' HTTP API tells it. */
export interface ApiError {
  readonly status: number;
  readonly errorType: string;
  readonly error: string;
  /** More for the headers: how to say who one is, when to come again. */
  readonly headers: Readonly<Record<string, string>>;
}

const STATUS: Readonly<Record<PromqlError['kind'], number>> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
};

/** Prometheus has no words for who may not; these are those of its library for the same codes. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'bad_data',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  406: 'not_acceptable',
  408: 'timeout',
  413: 'bad_data',
  415: 'bad_data',
  422: 'execution',
  429: 'unavailable',
  503: 'unavailable',
};

/** What an error is to a client of Prometheus' API. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof PromqlError) {
    const { kind, message } = error;
    return { status: STATUS[kind], errorType: kind, error: message, headers: {} };
  }
  // A question over one of the store's limits.
  if (error instanceof StoreError && error.code === 'too_much') {
    return { status: 422, errorType: 'execution', error: error.message, headers: {} };
  }
  return fromProblem(toProblem(error));
}

function fromProblem({ status, detail, members }: ProblemError): ApiError {
  const { challenge, retryAfterSeconds } = members;
  return {
    status,
    errorType: TYPES[status] ?? 'internal',
    error: detail,
    headers: {
      ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
  };
}
