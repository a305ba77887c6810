import type { FastifyReply } from 'fastify';
import type { ProblemError } from '../problem/problem';
import { toProblem } from '../problem/problem.filter';
import { sendJson } from './send-json';

/** What an error is about: `StatusDetails` of meta/v1. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly causes?: readonly { reason?: string; message?: string; field?: string }[];
  /** Seconds until it makes sense to try again: also sent as Retry-After. */
  readonly retryAfterSeconds?: number;
}

/** An error as every Kubernetes API server answers it: `Status` of meta/v1. */
export interface KubernetesStatus {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Readonly<Record<string, never>>;
  readonly status: 'Failure';
  readonly message: string;
  readonly reason: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

/**
 * A Status object of a failure, its members in the order of a Kubernetes API server.
 * @param code the HTTP code
 * @param reason a word of meta/v1 `StatusReason`, such as `NotFound`; see `reasonOf`
 */
export function toStatus(
  code: number,
  reason: string,
  message: string,
  details?: StatusDetails,
): KubernetesStatus {
  const start = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' } as const;
  return { ...start, message, reason, ...(details === undefined ? {} : { details }), code };
}

/** Source: apimachinery `pkg/apis/meta/v1/types.go`, `StatusReason…`. */
const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** The `reason` that goes with an HTTP code. */
export function reasonOf(code: number): string {
  return REASONS[code] ?? (code >= 500 ? 'InternalError' : 'BadRequest');
}

/** An error that is answered as a Status object. */
export class StatusError extends Error {
  constructor(readonly status: KubernetesStatus) {
    super(status.message);
    this.name = 'StatusError';
  }
}

const NO_RESOURCE = 'the server could not find the requested resource';

/** The Status object of any error: ours, that of a guard or the store, or an internal one. */
export function toErrorStatus(error: unknown): KubernetesStatus {
  if (error instanceof StatusError) return error.status;
  const problem = toProblem(error);
  const code = toCode(problem);
  if (code === 404) return toStatus(404, 'NotFound', NO_RESOURCE, {});
  const { retryAfterSeconds } = problem.members;
  const details = retryAfterSeconds === undefined ? undefined : { retryAfterSeconds };
  return toStatus(code, reasonOf(code), problem.detail, details);
}

/** What the store lacks, disk included, is "not now" to clients of a Kubernetes API. */
function toCode({ status }: ProblemError): number {
  return status === 507 ? 503 : status;
}

/** Sends a Status object as the answer, with the headers that belong to it. */
export function sendStatus(reply: FastifyReply, status: KubernetesStatus): FastifyReply {
  const retryAfter = status.details?.retryAfterSeconds ?? (status.code === 503 ? 1 : undefined);
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  void reply.status(status.code);
  return sendJson(reply, JSON.stringify(status));
}
