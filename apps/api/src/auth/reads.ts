import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { ApiProblems } from '../docs/api-decorators';
import type { MetricsAccess } from './cluster-reviews';

/** Name of the security scheme in the OpenAPI document. */
export const BEARER_SCHEME = 'token';

/** The verbs a caller must be allowed, by what is read. */
export type ReadNeed = { readonly [R in MetricsAccess['resource']]?: MetricsAccess['verb'] };

/** What the answers of a route are made of, and so what one must be allowed to get them. */
const NEEDS = {
  nodes: { nodes: 'list' },
  node: { nodes: 'get' },
  pods: { pods: 'list' },
  pod: { pods: 'get' },
  cluster: { nodes: 'list', pods: 'list' },
  podsOfNode: { nodes: 'get', pods: 'list' },
} as const satisfies Record<string, ReadNeed>;

/** What a route asks of its callers. */
export type RouteRule =
  | { readonly kind: 'open' }
  | { readonly kind: 'writes' }
  | { readonly kind: 'reads'; readonly need: ReadNeed };

/** Metadata key of the RouteRule of a controller or handler. */
export const ROUTE_RULE = 'route-rule';

/**
 * The route reads; where reads are protected its callers must be allowed to. The handler
 * takes what they may read with `@MayRead()` and leaves the rest out.
 */
export function Reads(what: keyof typeof NEEDS): MethodDecorator {
  const rule: RouteRule = { kind: 'reads', need: NEEDS[what] };
  return applyDecorators(
    SetMetadata(ROUTE_RULE, rule),
    ApiBearerAuth(BEARER_SCHEME),
    ApiProblems(401, 403, 503),
  );
}

/** The route writes: who may is checked before its body is read. */
export function Writes(): MethodDecorator {
  const rule: RouteRule = { kind: 'writes' };
  return applyDecorators(
    SetMetadata(ROUTE_RULE, rule),
    ApiBearerAuth(BEARER_SCHEME),
    ApiProblems(401, 403, 503),
  );
}

/** The route answers everybody, always: it tells nothing of the cluster. */
export function OpenToAll(): ClassDecorator {
  const rule: RouteRule = { kind: 'open' };
  return SetMetadata(ROUTE_RULE, rule);
}
