import { badRequest } from '../query/window';

/** Kinds a workload can have; others come from custom controllers and keep their own name. */
const KNOWN_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
  'StaticPod',
];

/** A test for a kind as people write it: `StatefulSet`, `statefulset`, `statefulsets`. */
export function matchKind(text: string): (kind: string) => boolean {
  const wanted = text.toLowerCase();
  if (!/^[a-z][a-z0-9-]*$/.test(wanted)) {
    throw badRequest('kind', text.slice(0, 80), `is not a kind such as ${KNOWN_KINDS.join(', ')}`);
  }
  return (kind) => {
    const own = kind.toLowerCase();
    return own === wanted || `${own}s` === wanted;
  };
}
