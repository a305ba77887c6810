export { CommandError } from './command-error';
export type { Fault } from './command-error';
export type {
  ContainerAnswer,
  EntityAnswer,
  GroupAnswer,
  HealthAnswer,
  NodeAnswer,
  PodAnswer,
  Point,
} from './api/answers';
export { ApiClient } from './api/api-client';
export type { ApiAnswer, ApiClientOptions, ListPage } from './api/api-client';
export { readSnapshot } from './judge/cluster-snapshot';
export type { ClusterSnapshot } from './judge/cluster-snapshot';
export { ClusterTruth } from './judge/cluster-truth';
export { judgePod } from './judge/inventory';
export { findMetricsProvider } from './judge/metrics-server';
export type { MetricsProvider } from './judge/metrics-server';
export { mapLimited } from './judge/recorded-api';
export { isProof, printOutcome, printSummary, renderVerdicts, tally } from './judge/report';
export { runComparison } from './judge/run-comparison';
export type { Comparison, ComparisonOptions } from './judge/run-comparison';
export { describeTolerances } from './judge/tolerances';
export { judgeEqual, judgeNear, judgeSets, skip } from './judge/verdict';
export type { Question, Verdict } from './judge/verdict';
export { Kubectl } from './kubernetes/kubectl';
export type { KubectlOptions } from './kubernetes/kubectl';
export type {
  ContainerSpec,
  ContainerStatus,
  KubernetesObject,
  Node,
  ObjectList,
  ObjectMeta,
  OwnerReference,
  Pod,
  Workload,
} from './kubernetes/objects';
export { startPortForward } from './kubernetes/port-forward';
export type { PortForward, PortForwardOptions } from './kubernetes/port-forward';
export { parseQuantity, toMillicores } from './kubernetes/quantity';
export { Console, mayColour } from './output/console';
export type { ConsoleStreams } from './output/console';
export { renderTable, toPlainText } from './output/table';
export { createCleanUps } from './process/clean-ups';
export type { CleanUps } from './process/clean-ups';
export { CommandRunner, requireSuccess } from './process/command-runner';
export { killRunning, runProcess, startProcess } from './process/run-process';
export type { ProcessResult, RunOptions } from './process/run-process';
export { quoteWords, splitWords } from './process/words';
