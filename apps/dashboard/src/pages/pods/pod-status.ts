/** How a pod's status is shown: in words always, and by colour where it needs a look. */
export type StatusLevel = 'normal' | 'muted' | 'waiting' | 'bad';

const MUTED = new Set(['Completed', 'Succeeded']);
const WAITING = new Set(['Pending', 'ContainerCreating', 'PodInitializing', 'Terminating']);

/** The level of a word of the STATUS column of `kubectl get pods`. */
export function levelOfStatus(status: string): StatusLevel {
  if (status === 'Running') return 'normal';
  if (MUTED.has(status)) return 'muted';
  return WAITING.has(status) || /^Init:\d+\/\d+$/.test(status) ? 'waiting' : 'bad';
}
