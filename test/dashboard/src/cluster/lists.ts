import { containerId, EVIL, EVIL_POD, PODS, toPastRun, type PlayedPod } from './pods';

/** Of them worker-4 is not ready and nobody reports from it. */
const NODES = ['worker-1', 'worker-2', 'worker-3', 'worker-4'];

const NAMESPACES = ['shop', 'batch', 'kube-system', 'load', 'idle'];

/** A pod that waits for a node. */
const PENDING = 'waiting-0';

/** One whose container is killed for its memory again and again. */
const CRASHING = 'crash-0';

const CREATED = '2026-11-23T10:00:00Z';

function podObject(pod: PlayedPod) {
  const { namespace, name, uid, node, owner, requests, limits, containers } = pod;
  const isBare = owner.kind === 'Pod';
  return {
    metadata: {
      name,
      namespace,
      uid,
      labels: { app: owner.name, 'pod-template-hash': '5d9c7' },
      creationTimestamp: CREATED,
      ownerReferences: isBare ? [] : [ownerOf(owner)],
    },
    spec: {
      nodeName: node,
      containers: containers.map((container, index) => ({
        name: container,
        image: `registry.example/${index}:1`,
        resources: { requests, limits },
      })),
    },
    status: {
      phase: 'Running',
      qosClass: 'Burstable',
      startTime: CREATED,
      containerStatuses: containers.map((container) => containerStatus(pod, container)),
    },
  };
}

function containerStatus({ uid, killedAt }: PlayedPod, name: string) {
  const status = { name, containerID: toReference(uid, name), ready: true };
  if (killedAt === undefined) {
    return { ...status, restartCount: 0, state: { running: { startedAt: CREATED } } };
  }
  const terminated = {
    ...{ reason: 'OOMKilled', exitCode: 137, startedAt: CREATED, finishedAt: killedAt },
    containerID: toReference(uid, toPastRun(name)),
  };
  const state = { running: { startedAt: killedAt } };
  return { ...status, restartCount: 1, state, lastState: { terminated } };
}

function toReference(uid: string, run: string): string {
  return `containerd://${containerId(uid, run)}`;
}

/** The owner of a Deployment's pod is its ReplicaSet. */
function ownerOf({ kind, name }: PlayedPod['owner']) {
  const reference = { kind, name, uid: `uid-of-${name}`, controller: true };
  if (kind !== 'Deployment') return reference;
  return { ...reference, kind: 'ReplicaSet', name: `${name}-5d9c7` };
}

const RESOURCES = {
  requests: { cpu: '100m', memory: '64Mi' },
  limits: { cpu: '200m', memory: '64Mi' },
};

const UNLUCKY = [
  {
    metadata: { name: PENDING, namespace: 'batch', uid: PENDING, creationTimestamp: CREATED },
    spec: { containers: [{ name: 'main', resources: { requests: { cpu: '8' } } }] },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }],
    },
  },
  {
    metadata: { name: CRASHING, namespace: 'batch', uid: CRASHING, creationTimestamp: CREATED },
    spec: { nodeName: 'worker-1', containers: [{ name: 'main', resources: RESOURCES }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'main',
          containerID: 'containerd://c-crash-1',
          restartCount: 4,
          ready: false,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: {
            terminated: {
              reason: 'OOMKilled',
              exitCode: 137,
              startedAt: '2026-11-23T11:40:00Z',
              finishedAt: '2026-11-23T11:46:40Z',
              containerID: 'containerd://c-crash-1',
            },
          },
        },
      ],
    },
  },
];

function nodeObject(name: string) {
  return {
    metadata: { name, uid: `uid-of-${name}`, creationTimestamp: CREATED },
    spec: {},
    status: {
      capacity: { cpu: '4', memory: '8Gi', pods: '110' },
      allocatable: { cpu: '3800m', memory: '7Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: name === 'worker-4' ? 'False' : 'True' }],
    },
  };
}

function workloadObject(namespace: string, name: string, replicas: number) {
  return {
    metadata: { name, namespace, uid: `uid-of-${name}`, creationTimestamp: CREATED },
    spec: { replicas },
    status: { readyReplicas: replicas },
  };
}

/** What the Kubernetes API server would answer: lists for IDENTITY_FILE. */
export function makeLists(isEvil: boolean) {
  const pods = isEvil ? [...PODS, EVIL_POD] : PODS;
  const nodes = isEvil ? [...NODES, EVIL.node] : NODES;
  const namespaces = isEvil ? [...NAMESPACES, EVIL.namespace] : NAMESPACES;
  return [
    { kind: 'PodList', items: [...pods.map(podObject), ...UNLUCKY] },
    { kind: 'NodeList', items: nodes.map(nodeObject) },
    {
      kind: 'NamespaceList',
      items: namespaces.map((name) => ({
        metadata: { name, uid: `uid-of-${name}` },
        status: { phase: 'Active' },
      })),
    },
    {
      kind: 'DeploymentList',
      items: [workloadObject('shop', 'web', 6), workloadObject('load', 'filler', 60)],
    },
    { kind: 'StatefulSetList', items: [workloadObject('shop', 'db', 2)] },
  ];
}
