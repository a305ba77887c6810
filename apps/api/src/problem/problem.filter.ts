import type { ServerResponse } from 'node:http';
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { StoreError } from '@kubemonitor/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toStoreProblem } from '../store/store-problem';
import { PROBLEMS, ProblemError, excerpt, type ProblemKind } from './problem';

/** Every error leaves as application/problem+json; what is not expected is logged, not shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error);
    sendProblem(http.getResponse<FastifyReply>(), request, problem);
    if (isUnexpected(error)) {
      this.logger.error(error instanceof Error ? error.stack : String(error));
    }
  }
}

/**
 * Whether an error is a fault the log must tell of. What is not ready, and a disk that fails,
 * was logged once where it was noticed.
 */
export function isUnexpected(error: unknown): boolean {
  const { kind, status } = toProblem(error);
  return status >= 500 && kind !== 'unavailable' && !(error instanceof StoreError);
}

/** Writes a problem as the answer to a request that came past the framework. */
export function writeProblem(response: ServerResponse, path: string, problem: ProblemError): void {
  const { retryAfterSeconds, challenge } = problem.members;
  const body = JSON.stringify(toProblemBody(problem, path));
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  if (challenge !== undefined) response.setHeader('www-authenticate', challenge);
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Writes a problem as the answer to a request. */
export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  problem: ProblemError,
): void {
  const { retryAfterSeconds, challenge } = problem.members;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  if (challenge !== undefined) void reply.header('www-authenticate', challenge);
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblemBody(problem, request.url.split('?')[0])));
}

/** The body of a problem's answer; `path` is that of the request, where there was one. */
export function toProblemBody(problem: ProblemError, path?: string): object {
  const { errors, candidates } = problem.members;
  return {
    type: `/problems/${problem.kind}`,
    title: PROBLEMS[problem.kind].title,
    status: problem.status,
    detail: problem.detail,
    instance: excerpt(path),
    errors,
    candidates,
  };
}

const BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'request-timeout',
  413: 'too-large',
  414: 'bad-request',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** The problem an error stands for: ours, Nest's, Fastify's, or an internal one. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreError) return toStoreProblem(error);
  const status = statusOf(error);
  const kind = status === undefined ? undefined : BY_STATUS[status];
  if (kind === undefined) {
    return status !== undefined && status >= 400 && status < 500
      ? new ProblemError('bad-request', messageOf(error))
      : new ProblemError('internal-error', 'The server failed on this request; its log says why.');
  }
  return new ProblemError(kind, messageOf(error));
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? String(excerpt(error.message))
    : 'The request cannot be answered.';
}
