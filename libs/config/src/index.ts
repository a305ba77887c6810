export { EnvironmentError, describeEnvironment, readEnvironment } from './environment';
export type { Environment, EnvironmentSchema, Variable } from './environment';
export { choice, flag, number, text, url } from './variables';
export { COLLECTOR_ENVIRONMENT } from './collector-environment';
export type { CollectorEnvironment } from './collector-environment';
export { API_ENVIRONMENT } from './api-environment';
export type { ApiEnvironment } from './api-environment';
