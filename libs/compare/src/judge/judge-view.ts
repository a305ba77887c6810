import type { PodAnswer } from '../api/answers';
import { isNamed, type ApiView, type NamespaceView, type WorkloadView } from './api-view';
import type { ClusterTruth, NameSet } from './cluster-truth';
import type { ExpectedPod } from './expected-pod';
import { judgeNode, judgePod } from './inventory';
import { judgeEqual, judgeNear, judgeSets, skip, type Verdict } from './verdict';

/** Compares who and what every endpoint shows with what kubectl shows. */
export function judgeView(view: ApiView, truth: ClusterTruth, seesCluster: boolean): Verdict[] {
  return [
    judgeNames(
      '/api/nodes',
      view.nodes.map(({ latest }) => latest.node),
      truth.nodes(),
    ),
    judgeNames(
      '/api/namespaces',
      view.namespaces.map(({ name }) => name),
      truth.namespaces(seesCluster),
    ),
    judgeNames('/api/pods', toKeys(view.pods), truth.pods(seesCluster)),
    ...view.nodes.flatMap(({ latest: { node }, pods }) =>
      judgeNames(
        `/api/nodes/${node}/pods`,
        toKeys(pods),
        truth.pods(seesCluster, (pod) => pod.node === node),
      ),
    ),
    ...view.namespaces.flatMap((namespace) => judgeNamespace(namespace, truth, seesCluster)),
    ...judgeNodes(view, truth),
    ...judgeUnnamed(view, truth),
    ...judgePods(view, truth),
  ];
}

function judgeNodes({ nodes }: ApiView, truth: ClusterTruth): Verdict[] {
  return truth.after.nodes.flatMap((node) => {
    const answer = nodes.find(({ latest }) => latest.node === node.metadata.name);
    return answer === undefined ? [] : judgeNode(node, answer.latest);
  });
}

/** A pod that has no name yet must not be one the cluster has known since before. */
function judgeUnnamed({ pods }: ApiView, { before }: ClusterTruth): Verdict[] {
  return pods
    .filter((pod) => !isNamed(pod))
    .map(({ uid }) => {
      const subject = `pod with uid ${uid}`;
      const question = { subject, field: 'name', source: 'kubectl' } as const;
      const known = before.pods.find(({ metadata }) => metadata.uid === uid);
      if (known === undefined) return skip(question, undefined, 'kubectl did not show it before');
      return judgeEqual(question, null, known.metadata.name);
    });
}

function judgePods({ details }: ApiView, truth: ClusterTruth): Verdict[] {
  return details.flatMap(({ latest }) => {
    const expected = truth.unchanged.get(keyOf(latest));
    if (expected !== undefined) return judgePod(expected, latest);
    const question = { subject: `pod ${keyOf(latest)}`, field: 'all', source: 'kubectl' } as const;
    return [skip(question, undefined, 'it changed while it was looked at')];
  });
}

function judgeNamespace(
  { name, pods, deployments, workloads }: NamespaceView,
  truth: ClusterTruth,
  seesCluster: boolean,
): Verdict[] {
  const path = `/api/namespaces/${name}`;
  const all = truth.workloads(name, seesCluster);
  const onlyDeployments = (names: ReadonlySet<string>) =>
    new Set([...names].filter((workload) => workload.startsWith('Deployment/')));
  const keys = (views: readonly WorkloadView[]) => views.map((w) => `${w.kind}/${w.name}`);
  return [
    judgeNames(
      `${path}/pods`,
      toKeys(pods),
      truth.pods(seesCluster, (pod) => pod.namespace === name),
    ),
    judgeNames(`${path}/workloads`, keys(workloads), all),
    judgeNames(`${path}/deployments`, keys(deployments), {
      required: onlyDeployments(all.required),
      allowed: onlyDeployments(all.allowed),
    }),
    ...deployments.flatMap((view) =>
      judgeWorkload(`${path}/deployments/${view.name}`, view, {
        namespace: name,
        truth,
        seesCluster,
      }),
    ),
    ...workloads.flatMap((view) =>
      judgeWorkload(`${path}/workloads/${view.kind}/${view.name}`, view, {
        namespace: name,
        truth,
        seesCluster,
      }),
    ),
  ];
}

function judgeWorkload(
  path: string,
  { kind, name, latest, pods }: WorkloadView,
  {
    namespace,
    truth,
    seesCluster,
  }: {
    readonly namespace: string;
    readonly truth: ClusterTruth;
    readonly seesCluster: boolean;
  },
): Verdict[] {
  const own = (pod: ExpectedPod) =>
    pod.namespace === namespace && pod.workload.kind === kind && pod.workload.name === name;
  const names = truth.pods(seesCluster, own);
  const subject = `workload ${namespace}/${kind}/${name}`;
  const verdicts = [judgeNames(`${path}/pods`, toKeys(pods), names)];
  const object = truth.after.workloads.find(
    (w) => w.kind === kind && w.metadata.namespace === namespace && w.metadata.name === name,
  );
  const desired = object?.spec?.replicas ?? object?.status?.desiredNumberScheduled;
  if (desired !== undefined && latest.desired_pods !== undefined && kind !== 'Job') {
    const question = { subject, field: 'desired_pods', source: 'kubectl' } as const;
    verdicts.push(judgeNear(question, latest.desired_pods, desired, 0));
  }
  return verdicts;
}

function judgeNames(path: string, names: readonly string[], set: NameSet): Verdict {
  const question = { subject: `GET ${path}`, field: 'names', source: 'kubectl' } as const;
  const repeated = names.length - new Set(names).size;
  const verdict = judgeSets(question, names, set.required, set.allowed);
  return repeated === 0
    ? verdict
    : { ...verdict, state: 'off', reason: `${repeated} names are shown twice` };
}

function toKeys(pods: readonly PodAnswer[]): string[] {
  return pods.filter(isNamed).map(keyOf);
}

function keyOf({ namespace, pod }: PodAnswer): string {
  return `${namespace}/${pod}`;
}
