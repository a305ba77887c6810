import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { checkName } from '../query/names';
import type { Authenticator } from './authenticator';
import { findGrantedScope } from './granted-scopes';
import type { ReadRights } from './read-rights';
import { ROUTE_RULE, type RouteRule } from './reads';
// The request's `readScope` is declared there.
import './request-auth';

/**
 * Lets in who may read what a route answers with, and puts what that is on the request. A
 * route that does not say what it reads is for those only who may read everything.
 */
export class ReadGuard<T> implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator<T>,
    private readonly rights: ReadRights<T>,
  ) {}

  /** @throws ProblemError 401, 403; 503 when the cluster cannot be asked */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<RouteRule | undefined>(ROUTE_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule?.kind === 'open' || rule?.kind === 'writes') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const granted = findGrantedScope(request.raw);
    if (granted !== undefined) {
      request.readScope = granted;
      return true;
    }
    const reader = await this.authenticator.authenticate(request.headers.authorization);
    const wish = { need: rule?.need, namespace: findNamespace(request) };
    request.readScope = await this.rights(reader, wish);
    return true;
  }
}

/**
 * The namespace in a request's path or query; a name that cannot be one is told before
 * anybody is asked about it.
 */
function findNamespace({ params, query }: FastifyRequest): string | undefined {
  const { namespace: inPath } = params as { readonly namespace?: unknown };
  const { namespace: inQuery } = query as { readonly namespace?: unknown };
  const namespace = inPath ?? inQuery;
  return typeof namespace === 'string' ? checkName('namespace', namespace) : undefined;
}
