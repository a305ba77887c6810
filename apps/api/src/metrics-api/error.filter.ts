import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemFilter, sendProblem, toProblem } from '../problem/problem.filter';
import { ApiErrorFilter, isPrometheusPath, sendApiError } from '../promql/api-error.filter';
import { isKubernetesPath } from './kubernetes-paths';
import { sendStatus, toErrorStatus } from './status';
import { StatusFilter } from './status.filter';

/**
 * The filter of all errors no controller has one for, unknown paths among them: Status objects
 * on the paths of the Kubernetes API, Prometheus' own form on those of its API, problem details
 * on all others.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly problems = new ProblemFilter();
  private readonly statuses = new StatusFilter();
  private readonly queries = new ApiErrorFilter();

  catch(error: unknown, host: ArgumentsHost): void {
    const { url } = host.switchToHttp().getRequest<FastifyRequest>();
    if (isKubernetesPath(url)) this.statuses.catch(error, host);
    else if (isPrometheusPath(url)) this.queries.catch(error, host);
    else this.problems.catch(error, host);
  }
}

/** Answers what Fastify refuses before a route is found: a path that cannot be decoded, say. */
export function answerFrameworkError(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (isKubernetesPath(request.url)) sendStatus(reply, toErrorStatus(error));
  else if (isPrometheusPath(request.url)) sendApiError(reply, error);
  else sendProblem(reply, request, toProblem(error));
}
