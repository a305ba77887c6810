import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { toApiError } from './answer-error';

/** Errors of the Prometheus API in its own form, not as problem details: its clients read that. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Promql');

  catch(error: unknown, host: ArgumentsHost): void {
    sendApiError(host.switchToHttp().getResponse<FastifyReply>(), error);
    if (toApiError(error).errorType !== 'internal') return;
    this.logger.error(error instanceof Error ? error.stack : String(error));
  }
}

/** Answers with an error in the form of Prometheus' API. */
export function sendApiError(reply: FastifyReply, error: unknown): void {
  const { status, errorType, error: message, headers } = toApiError(error);
  void reply
    .status(status)
    .headers({ ...headers, 'content-type': 'application/json; charset=utf-8' })
    .send(JSON.stringify({ status: 'error', errorType, error: message }));
}

/** Whether a path belongs to the Prometheus API: its errors have its form. */
export function isPrometheusPath(url: string): boolean {
  return url.startsWith('/api/v1/');
}
