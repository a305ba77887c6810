import {
  type ClusterSnapshot,
  ClusterTruth,
  type GroupAnswer,
  judgeEqual,
  judgePod,
  judgeSets,
  type PodAnswer,
  readSnapshot,
  type Verdict,
} from '@kubemonitor/compare';
import { E2E_NAMESPACE, type Scene } from './scene';

const PATH = `/api/namespaces/${E2E_NAMESPACE}`;

/** Every kind of pod under its right name, owner, containers, and with what is special about it. */
export async function judgeKinds({ context, connect, intervalMs }: Scene): Promise<Verdict[]> {
  const { kubectl, clock } = context;
  const client = await connect();
  const beforeMs = clock.now();
  const before = onlyOurs(await readSnapshot(kubectl));
  await clock.sleep(2 * intervalMs);
  const pods = await client.list<PodAnswer>(`${PATH}/pods`);
  const workloads = await client.list<GroupAnswer>(`${PATH}/workloads`);
  const details = new Map<string, PodAnswer>();
  for (const { pod } of pods) {
    details.set(pod, await client.get<PodAnswer>(`${PATH}/pods/${encodeURIComponent(pod)}`));
  }
  const truth = new ClusterTruth(before, onlyOurs(await readSnapshot(kubectl)), beforeMs);
  const names = truth.pods(true);
  const owners = truth.workloads(E2E_NAMESPACE, true);
  return [
    judgeSets(
      question('pods', 'names'),
      pods.map(({ namespace, pod }) => `${namespace}/${pod}`),
      names.required,
      names.allowed,
    ),
    judgeSets(
      question('workloads', 'names'),
      workloads.map(({ workload }) => `${workload?.kind}/${workload?.name}`),
      owners.required,
      owners.allowed,
    ),
    ...[...truth.unchanged.values()].flatMap((expected) => {
      const answer = details.get(expected.name);
      return answer === undefined ? [] : judgePod(expected, answer);
    }),
    ...judgeSpecial(details),
  ];
}

function judgeSpecial(details: ReadonlyMap<string, PodAnswer>): Verdict[] {
  const of = (pod: string) => details.get(pod);
  const hog = of('oom');
  return [
    judgeEqual(question('hostnet', 'network_rx_bytes'), of('hostnet')?.network_rx_bytes, null),
    judgeEqual(
      question('hostnet', 'why it has no network'),
      of('hostnet')?.missing?.['network_rx_bytes'],
      'host_network',
    ),
    judgeEqual(question('oom', 'was restarted'), (hog?.restarts ?? 0) > 0, true),
    judgeEqual(question('crashloop', 'was restarted'), (of('crashloop')?.restarts ?? 0) > 0, true),
    judgeEqual(
      question('crashloop', 'its other container is shown'),
      of('crashloop')?.containers?.some(({ container }) => container === 'fine'),
      true,
    ),
    judgeEqual(question('completed', 'phase'), of('completed')?.phase, 'Succeeded'),
    judgeEqual(question('completed', 'cpu_millicores'), of('completed')?.cpu_millicores, null),
    judgeEqual(question('pending', 'phase'), of('pending')?.phase, 'Pending'),
  ];
}

function question(name: string, field: string) {
  return { subject: `pod ${E2E_NAMESPACE}/${name}`, field, source: 'kubectl' } as const;
}

function onlyOurs(snapshot: ClusterSnapshot): ClusterSnapshot {
  const { pods, workloads } = snapshot;
  const isOurs = ({ metadata }: { metadata: { namespace?: string } }) =>
    metadata.namespace === E2E_NAMESPACE;
  return {
    ...snapshot,
    pods: pods.filter(isOurs),
    workloads: workloads.filter(isOurs),
  };
}
