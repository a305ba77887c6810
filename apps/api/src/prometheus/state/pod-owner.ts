import type { PodIdentity, WorkloadReference } from '../../identity/pod-identity';

/** Labels by which controllers mark the pods they make; the first is in all versions. */
const TEMPLATE_HASH = 'pod-template-hash';
const JOB_NAMES = ['job-name', 'batch.kubernetes.io/job-name'] as const;

/**
 * The object that made a pod itself, which is below the workload it counts to: the ReplicaSet
 * of a Deployment, which the Deployment controller names by its own name and the hash it marks
 * its pods with, or the Job of a CronJob, after which the Job controller marks them.
 * @returns `none` of a bare pod; undefined where the pod does not tell
 */
export function findDirectOwner(pod: PodIdentity): WorkloadReference | 'none' | undefined {
  const { workload, labels, node } = pod;
  switch (workload.kind) {
    case 'Pod':
      return 'none';
    case 'StaticPod':
      return node === undefined ? undefined : { kind: 'Node', name: node };
    case 'Deployment': {
      const hash = labels[TEMPLATE_HASH];
      return hash === undefined
        ? undefined
        : { kind: 'ReplicaSet', name: `${workload.name}-${hash}` };
    }
    case 'CronJob': {
      const name = JOB_NAMES.map((key) => labels[key]).find((value) => value !== undefined);
      return name === undefined ? undefined : { kind: 'Job', name };
    }
    default:
      return workload;
  }
}
