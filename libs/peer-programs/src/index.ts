export { findProgram } from './debian-program';
export type { DebianProgram } from './debian-program';
export { findFreePort } from './free-port';
export { ProcessGroup, StartedProcess } from './process-group';
export type { ProcessSpec } from './process-group';
export { ProgramError } from './program-error';
export { PrometheusServer, describeWithPrometheus, lintExposition } from './prometheus-server';
export type { PrometheusPrograms, QueriedSeries } from './prometheus-server';
export { VictoriaMetricsServer, describeWithVictoriaMetrics } from './victoria-metrics-server';
