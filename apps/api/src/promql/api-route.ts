import { SetMetadata, UseFilters, applyDecorators } from '@nestjs/common';
import { ROUTE_RULE, type RouteRule } from '../auth/reads';
import { ApiErrorFilter } from './api-error.filter';

/** What answers are made of: one must be allowed to list pods; nodes come for who may list those. */
const RULE: RouteRule = { kind: 'reads', need: { pods: 'list' } };

/**
 * Routes of the Prometheus API: who may, and how errors look. They are not in the OpenAPI
 * document: their contract is that of Prometheus.
 */
export function PrometheusApi(): ClassDecorator {
  return applyDecorators(SetMetadata(ROUTE_RULE, RULE), UseFilters(ApiErrorFilter));
}
