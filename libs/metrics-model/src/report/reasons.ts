/**
 * Why a value is absent. Absent is never 0: an answer carries `null` and, under `missing`,
 * one of these codes.
 */
export const REASONS = {
  first_sample: 'A rate needs two samples and there is one so far.',
  counter_reset: 'The counter went down between the two samples.',
  gap: 'The two newest samples are more than three intervals apart.',
  clock_step: 'The node’s clock was set between the two samples.',
  host_network: 'The pod shares the node’s network, which is counted at the node.',
  no_process: 'No process of the pod was found to read its network from.',
  no_psi: 'The kernel offers no pressure stall information here.',
  no_limit: 'No limit is set.',
  controller_missing: 'The cgroup controller that counts this is not enabled.',
  not_supported: 'This kernel does not have the file or field.',
  permission_denied: 'The collector may not read the file.',
  malformed: 'The kernel file could not be understood.',
  overflow: 'The value is too large to be held without loss.',
  container_gone: 'The container ended while it was being read.',
  agent_late: 'The node’s collector has not reported for three intervals.',
  not_collected: 'The source of these samples does not send this value.',
  not_running: 'It does not run now: it waits to be started, or has ended.',
  not_reported: 'It exists, but no collector has sent samples of it within the last five minutes.',
  no_identity: 'The cluster has not named this pod yet.',
  no_pods: 'No pod has this value.',
  no_request: 'No request is set.',
  no_cluster: 'Nobody tells of the cluster: the server has no access to it.',
} as const;

export type ReasonCode = keyof typeof REASONS;

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];
