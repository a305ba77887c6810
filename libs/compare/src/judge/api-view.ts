import type { GroupAnswer, NodeAnswer, PodAnswer } from '../api/answers';
import { mapLimited, type RecordedApi } from './recorded-api';

/** A time range as the API's query takes it. */
export interface Range {
  readonly startMs: number;
  readonly endMs: number;
}

/** A namespace and everything below it, by every endpoint that shows it. */
export interface NamespaceView {
  readonly name: string;
  readonly series: GroupAnswer;
  readonly pods: readonly PodAnswer[];
  readonly deployments: readonly WorkloadView[];
  readonly workloads: readonly WorkloadView[];
}

export interface WorkloadView {
  readonly kind: string;
  readonly name: string;
  readonly latest: GroupAnswer;
  readonly series: GroupAnswer;
  readonly pods: readonly PodAnswer[];
}

/** A node: its latest values, its series, its pods. */
export interface NodeView {
  readonly latest: NodeAnswer;
  readonly series: NodeAnswer;
  readonly pods: readonly PodAnswer[];
}

/** Everything the API's GET endpoints say of the cluster. */
export interface ApiView {
  readonly nodes: readonly NodeView[];
  readonly namespaces: readonly NamespaceView[];
  readonly pods: readonly PodAnswer[];
  /** Single pods with their containers: latest values, and series. */
  readonly details: readonly { readonly latest: PodAnswer; readonly series: PodAnswer }[];
}

const WIDTH = 6;
const POD_FIELDS = 'cpu_millicores,memory_bytes,network_rx_bytes,network_tx_bytes';
const GROUP_FIELDS = 'cpu_millicores,memory_bytes';

/** Asks all endpoints. `onStep` is told how many pods have been asked for. */
export async function readApiView(
  api: RecordedApi,
  range: Range,
  onStep: (done: number, all: number) => void,
): Promise<ApiView> {
  const window = `start=${new Date(range.startMs).toISOString()}&end=${new Date(range.endMs).toISOString()}`;
  const pods = await api.list<PodAnswer>('/api/pods');
  const nodes = await mapLimited(await api.list<NodeAnswer>('/api/nodes'), WIDTH, ({ node }) =>
    readNode(api, `/api/nodes/${encodeURIComponent(node)}`, window),
  );
  let done = 0;
  const named = pods.filter(isNamed);
  const details = await mapLimited(named, WIDTH, async ({ namespace, pod }) => {
    const name = encodeURIComponent(pod);
    const path = `/api/namespaces/${encodeURIComponent(namespace)}/pods/${name}`;
    const latest = api.get<PodAnswer>(
      `/api/pods/${name}?namespace=${encodeURIComponent(namespace)}`,
    );
    const series = api.get<PodAnswer>(`${path}?${window}&fields=${POD_FIELDS}`);
    const view = { latest: await latest, series: await series };
    done += 1;
    onStep(done, named.length);
    return view;
  });
  const groups = (await api.list<GroupAnswer>('/api/namespaces')).filter(isNamed);
  const namespaces = await mapLimited(groups, WIDTH, ({ namespace }) =>
    readNamespace(api, namespace, window),
  );
  return { nodes, namespaces, pods, details };
}

/** Whether the cluster has told the API who it is; until then it is shown under its uid. */
export function isNamed({ namespace }: { readonly namespace: string | null }): boolean {
  return namespace !== null;
}

async function readNode(api: RecordedApi, path: string, window: string): Promise<NodeView> {
  return {
    latest: await api.get<NodeAnswer>(path),
    series: await api.get<NodeAnswer>(`${path}?${window}&fields=${POD_FIELDS}`),
    pods: await api.list<PodAnswer>(`${path}/pods`),
  };
}

async function readNamespace(
  api: RecordedApi,
  name: string,
  window: string,
): Promise<NamespaceView> {
  const path = `/api/namespaces/${encodeURIComponent(name)}`;
  const deployments = await api.list<GroupAnswer>(`${path}/deployments`);
  const workloads = await api.list<GroupAnswer>(`${path}/workloads`);
  return {
    name,
    series: await api.get<GroupAnswer>(`${path}?${window}&fields=${GROUP_FIELDS}`),
    pods: await api.list<PodAnswer>(`${path}/pods`),
    deployments: await mapLimited(deployments, 1, (answer) => {
      const deployment = answer.workload?.name ?? answer.deployment ?? '';
      const own = `${path}/deployments/${encodeURIComponent(deployment)}`;
      return readWorkload(api, own, { kind: 'Deployment', name: deployment }, window);
    }),
    workloads: await mapLimited(workloads, 1, ({ workload = { kind: '', name: '' } }) => {
      const own = `${path}/workloads/${encodeURIComponent(workload.kind)}/${encodeURIComponent(workload.name)}`;
      return readWorkload(api, own, workload, window);
    }),
  };
}

async function readWorkload(
  api: RecordedApi,
  path: string,
  { kind, name }: { readonly kind: string; readonly name: string },
  window: string,
): Promise<WorkloadView> {
  return {
    kind,
    name,
    latest: await api.get<GroupAnswer>(path),
    series: await api.get<GroupAnswer>(`${path}?${window}&fields=${GROUP_FIELDS}`),
    pods: await api.list<PodAnswer>(`${path}/pods`),
  };
}
