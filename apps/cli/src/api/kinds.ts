import { InvalidArgumentError } from 'commander';

/** Kinds of workloads as the API names them, by the words a user may say. */
const WORKLOAD_KINDS: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  deploy: 'Deployment',
  statefulset: 'StatefulSet',
  sts: 'StatefulSet',
  daemonset: 'DaemonSet',
  ds: 'DaemonSet',
  replicaset: 'ReplicaSet',
  rs: 'ReplicaSet',
  job: 'Job',
  cronjob: 'CronJob',
  cj: 'CronJob',
  staticpod: 'StaticPod',
};

const KINDS: Readonly<Record<string, 'node' | 'pod' | 'namespace'>> = {
  node: 'node',
  no: 'node',
  pod: 'pod',
  po: 'pod',
  namespace: 'namespace',
  ns: 'namespace',
};

/** Something that has a history. */
export type Kind = 'node' | 'pod' | 'namespace' | { readonly workload: string };

/** The words of `history <kind>`, for help and completion. */
export const KIND_WORDS = [
  'node',
  'pod',
  'namespace',
  'deployment',
  'statefulset',
  'daemonset',
  'replicaset',
  'job',
  'cronjob',
  'staticpod',
] as const;

/** Reads a kind as kubectl does: any case, one or many, or short. @throws InvalidArgumentError */
export function parseKind(text: string): Kind {
  const word = text.toLowerCase();
  for (const candidate of [word, word.replace(/s$/, '')]) {
    if (Object.hasOwn(KINDS, candidate)) return KINDS[candidate];
    if (Object.hasOwn(WORKLOAD_KINDS, candidate)) return { workload: WORKLOAD_KINDS[candidate] };
  }
  throw new InvalidArgumentError(`One of ${KIND_WORDS.join(', ')}.`);
}
