/** Of CPU and memory, as quantities; what is not set is absent. */
export type Resources = Readonly<{ cpu: string; memory: string }> | Readonly<Record<string, never>>;

/** A pod of the played cluster: what it is and what it uses when nothing moves. */
export interface PlayedPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  readonly owner: { readonly kind: string; readonly name: string };
  readonly containers: readonly string[];
  readonly cpuMillicores: number;
  readonly memoryBytes: number;
  /** Of each container, as quantities: `250m`, `64Mi`. */
  readonly requests: Resources;
  readonly limits: Resources;
  readonly isHostNetwork: boolean;
  /** When its container was killed for its memory and started again; undefined = never. */
  readonly killedAt?: string;
}

export const MIB = 1_048_576;

/** Names that would be markup, a script, a path or a formula where they are not taken as text. */
export const EVIL = {
  namespace: '"><img src=x onerror=window.wasRun=1>',
  pod: '<img src=x onerror=window.wasRun=2>{{7*7}}',
  workload: 'javascript:window.wasRun=3//%2e%2e',
  container: '</script><script>window.wasRun=4</script>',
  node: '<svg onload=window.wasRun=5>',
} as const;

interface PodSpec {
  readonly cpu: number;
  readonly memory: number;
  readonly requests?: Resources;
  readonly limits?: Resources;
  readonly containers?: readonly string[];
  readonly isHostNetwork?: boolean;
  readonly killedAt?: string;
}

function pod(
  path: string,
  node: string,
  owner: string,
  {
    cpu,
    memory,
    requests = {},
    limits = {},
    containers = ['main'],
    isHostNetwork,
    killedAt,
  }: PodSpec,
): PlayedPod {
  const [namespace, name] = path.split('/', 2);
  const [kind, ownerName] = owner.split('/', 2);
  return {
    namespace,
    name,
    uid: `uid-${namespace}-${name}`,
    node,
    owner: { kind, name: ownerName },
    containers,
    cpuMillicores: cpu,
    memoryBytes: memory * MIB,
    requests,
    limits,
    isHostNetwork: isHostNetwork ?? false,
    killedAt,
  };
}

/** Two containers: the pod requests 200m and 64Mi, and is limited to 500m and 128Mi. */
const WEB = {
  memory: 36,
  requests: { cpu: '100m', memory: '32Mi' },
  limits: { cpu: '250m', memory: '64Mi' },
  containers: ['app', 'proxy'],
};

/** CPU of web-0, web-1 …, millicores. */
const WEB_CPU = [70, 150, 490, 90, 60, 240];

const FILLERS = 60;

/** A cluster's pods: a shop, a batch of work, agents, and many that differ in size only. */
export const PODS: readonly PlayedPod[] = [
  ...WEB_CPU.map((cpu, index) =>
    pod(`shop/web-${index}`, `worker-${1 + (index % 2)}`, 'Deployment/web', { ...WEB, cpu }),
  ),
  pod('shop/db-0', 'worker-1', 'StatefulSet/db', { cpu: 825, memory: 1_536 }),
  pod('shop/db-1', 'worker-2', 'StatefulSet/db', { cpu: 320, memory: 1_280 }),
  pod('shop/same-name', 'worker-1', 'Pod/same-name', { cpu: 5, memory: 8 }),
  pod('batch/same-name', 'worker-2', 'Pod/same-name', { cpu: 6, memory: 9 }),
  pod('batch/report-x7', 'worker-2', 'Job/report', {
    cpu: 940,
    memory: 410,
    requests: { cpu: '500m', memory: '256Mi' },
    limits: { cpu: '1', memory: '512Mi' },
    killedAt: '2026-11-23T11:57:00Z',
  }),
  ...['worker-1', 'worker-2', 'worker-3'].map((node) =>
    pod(`kube-system/agent-${node}`, node, 'DaemonSet/agent', {
      cpu: 20,
      memory: 48,
      requests: { cpu: '10m', memory: '32Mi' },
      isHostNetwork: true,
    }),
  ),
  ...Array.from({ length: FILLERS }, (_, index) =>
    pod(
      `load/filler-${String(index).padStart(2, '0')}`,
      `worker-${1 + (index % 3)}`,
      'Deployment/filler',
      { cpu: 1 + index, memory: 16 + index, requests: { cpu: '50m', memory: '32Mi' } },
    ),
  ),
];

/** The one whose names are not taken as text by the careless. */
export const EVIL_POD: PlayedPod = {
  ...pod('evil/pod', EVIL.node, 'StatefulSet/x', { cpu: 33, memory: 12 }),
  namespace: EVIL.namespace,
  name: EVIL.pod,
  owner: { kind: 'StatefulSet', name: EVIL.workload },
  containers: [EVIL.container],
};

/** What stands for the run of a container before its present one, in `containerId`. */
export function toPastRun(container: string): string {
  return `${container}, the run before`;
}

/** The id a container of the pod runs under. */
export function containerId(podUid: string, container: string): string {
  return Buffer.from(`${podUid}/${container}`).toString('hex').padEnd(64, '0').slice(-64);
}
