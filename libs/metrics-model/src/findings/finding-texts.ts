/** Every rule that finds something wrong; docs/findings.md explains each. */
export const FINDING_CODES = [
  'oom_killed',
  'node_oom_killed',
  'crash_loop',
  'image_pull_failed',
  'container_not_created',
  'pod_not_scheduled',
  'pod_pending',
  'pod_failed',
  'container_restarted',
  'memory_near_limit',
  'cpu_throttled',
  'node_not_ready',
  'node_cordoned',
  'node_memory_high',
  'node_cpu_high',
  'node_cpu_pressure',
  'node_memory_pressure',
  'node_io_pressure',
  'collector_late',
  'collector_silent',
  'clock_skew',
  'series_near_limit',
  'entities_near_limit',
  'disk_near_limit',
  'disk_refuses',
  'cluster_denied',
  'cluster_unreachable',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** What the sentence of a finding is made of, so that it can be said in any language. */
export interface FindingValues {
  /** Containers it is about; none = the pod as a whole. */
  readonly containers?: readonly string[];
  /** Whole percent, rounded down. */
  readonly percent?: number;
  /** Processes killed, restarts, batches refused. */
  readonly count?: number;
  /** The cluster's own word: why it waits, how it ended, the pod's status, `Unknown` of a node. */
  readonly reason?: string;
  readonly exit_code?: number;
  readonly image?: string;
  /** A resource of the cluster's API, such as `pods`. */
  readonly resource?: string;
  readonly seconds?: number;
}

/** A sentence for each rule. */
export type FindingTexts = Readonly<Record<FindingCode, (values: FindingValues) => string>>;

/** The sentences in English: the `message` of a finding. */
export const FINDING_TEXTS: FindingTexts = {
  oom_killed: (values) =>
    values.count === undefined
      ? `${subjectOf(values)} ran out of memory within the last hour and was killed.`
      : `${subjectOf(values)} ran out of memory within the last hour: ${killedOf(values)}.`,
  node_oom_killed: (values) =>
    `The node ran out of memory within the last hour: ${killedOf(values)} outside the pods known.`,
  crash_loop: (values) => `${subjectOf(values)} crashes again and again${lastTimeOf(values)}.`,
  image_pull_failed: (values) =>
    `The image of container ${namesOf(values)} cannot be pulled (${values.reason}): ${values.image}.`,
  container_not_created: (values) => `${subjectOf(values)} cannot be started (${values.reason}).`,
  pod_not_scheduled: () => 'No node has been found for the pod.',
  pod_pending: () => 'The pod has a node, but its containers have not all started.',
  pod_failed: ({ reason }) => `The pod has failed (${reason}).`,
  container_restarted: (values) =>
    `${subjectOf(values)} was restarted within the last hour, ${values.count} times in all${lastTimeOf(values)}.`,
  memory_near_limit: (values) =>
    `${subjectOf(values)} uses ${values.percent} % of its memory limit; above it, it is killed.`,
  cpu_throttled: (values) =>
    `${subjectOf(values)} was held back by its CPU limit in ${values.percent} % of the last five minutes.`,
  node_not_ready: ({ reason }) =>
    reason === 'Unknown' ? 'The node has not told whether it is ready.' : 'The node is not ready.',
  node_cordoned: () => 'The node is cordoned: no new pods are put there.',
  node_memory_high: ({ percent }) => `${percent} % of the node’s memory is in use.`,
  node_cpu_high: ({ percent }) => `${percent} % of the node’s CPUs were in use for five minutes.`,
  node_cpu_pressure: ({ percent }) =>
    `Tasks waited for a CPU in ${percent} % of the last five minutes.`,
  node_memory_pressure: ({ percent }) =>
    `All tasks waited for memory in ${percent} % of the last five minutes.`,
  node_io_pressure: ({ percent }) =>
    `All tasks waited for disks in ${percent} % of the last five minutes.`,
  collector_late: ({ seconds }) => `The node’s collector was last heard ${seconds} s ago.`,
  collector_silent: () => 'Nothing is measured: no collector reports from the node.',
  clock_skew: () => 'The node’s clock is off: its reports are refused.',
  series_near_limit: ({ percent }) =>
    `The store holds ${percent} % of the series it may (MAX_SERIES); above it new ones are refused.`,
  entities_near_limit: ({ percent }) =>
    `The store knows ${percent} % of the pods, containers and nodes it may (MAX_ENTITIES); above it the oldest samples are dropped.`,
  disk_near_limit: ({ percent }) =>
    `The store fills ${percent} % of the disk space it may (RETENTION_MAX_BYTES); above it the oldest samples are dropped.`,
  disk_refuses: ({ count }) =>
    `The store’s disk failed: ${count} batches of reports were refused since the start.`,
  cluster_denied: ({ resource }) => `The server has no right to list ${resource} of the cluster.`,
  cluster_unreachable: ({ resource }) =>
    `The cluster’s API server cannot be reached: what is said of ${resource} is old.`,
};

function namesOf({ containers = [] }: FindingValues): string {
  return containers.join(', ');
}

function subjectOf(values: FindingValues): string {
  const names = namesOf(values);
  return names === '' ? 'The pod' : `Container ${names}`;
}

function killedOf({ count }: FindingValues): string {
  return count === 1 ? '1 process was killed' : `${count} processes were killed`;
}

function lastTimeOf({ reason, exit_code: exitCode }: FindingValues): string {
  const words = [reason, exitCode === undefined ? undefined : `exit code ${exitCode}`];
  const known = words.filter((word) => word !== undefined);
  return known.length === 0 ? '' : `; the last time: ${known.join(', ')}`;
}
