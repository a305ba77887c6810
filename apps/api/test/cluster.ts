import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the pods of `two-nodes.ts` are to the cluster, as the API server would list them. */

function ownedBy(kind: string, name: string): object[] {
  return [{ apiVersion: 'v1', kind, name, uid: `uid-of-${name}`, controller: true }];
}

function running(name: string, id: string, image: string, restartCount: number): object {
  const state = { running: {} };
  return { name, image, restartCount, containerID: `containerd://${id}`, ready: true, state };
}

function webPod(name: string, uid: string, nodeName: string): object {
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid,
      labels: { app: 'web', tier: 'front', 'pod-template-hash': 'cc944f86' },
      ownerReferences: ownedBy('ReplicaSet', 'web-cc944f86'),
    },
    spec: {
      nodeName,
      containers: [
        {
          name: 'app',
          resources: {
            requests: { cpu: '100m', memory: '32Mi' },
            limits: { cpu: '200m', memory: '128Mi' },
          },
        },
        {
          name: 'sidecar',
          resources: { requests: { cpu: '5m', memory: '4Mi' }, limits: { memory: '16Mi' } },
        },
      ],
    },
    status: {
      phase: 'Running',
      qosClass: 'Burstable',
      containerStatuses: [
        running('app', `${uid}-app`, 'registry.example/web:1.4', 2),
        running('sidecar', `${uid}-side`, 'registry.example/proxy:2', 1),
      ],
    },
  };
}

const DB_RESOURCES = { cpu: '100m', memory: '64Mi' };

const PODS = [
  webPod('web-cc944f86-2wm5w', 'web-1', 'worker-1'),
  webPod('web-cc944f86-k9znf', 'web-2', 'worker-2'),
  {
    metadata: {
      name: 'db-0',
      namespace: 'shop',
      uid: 'db-0',
      labels: { app: 'db' },
      ownerReferences: ownedBy('StatefulSet', 'db'),
    },
    spec: {
      nodeName: 'worker-1',
      containers: [{ name: 'db', resources: { requests: DB_RESOURCES, limits: DB_RESOURCES } }],
    },
    status: {
      phase: 'Running',
      qosClass: 'Guaranteed',
      containerStatuses: [running('db', 'db-0-db', 'registry.example/db:9', 0)],
    },
  },
  {
    metadata: {
      name: 'static-web-worker-1',
      namespace: 'kube-system',
      uid: 'mirror-1',
      labels: { app: 'static-web' },
      annotations: {
        'kubernetes.io/config.hash': 'f03506c4',
        'kubernetes.io/config.source': 'file',
      },
      ownerReferences: ownedBy('Node', 'worker-1'),
    },
    spec: { nodeName: 'worker-1', containers: [{ name: 'web' }] },
    status: { phase: 'Running', qosClass: 'BestEffort' },
  },
  {
    metadata: { name: 'hostnet', namespace: 'infra', uid: 'hostnet' },
    spec: { nodeName: 'worker-1', hostNetwork: true, containers: [{ name: 'sh' }] },
    status: { phase: 'Running', qosClass: 'BestEffort' },
  },
  {
    metadata: {
      name: 'tick-1795425360-smc4m',
      namespace: 'batch',
      uid: 'tick',
      labels: { 'job-name': 'tick-1795425360' },
      ownerReferences: ownedBy('Job', 'tick-1795425360'),
    },
    spec: { nodeName: 'worker-2', containers: [{ name: 'tick' }] },
    status: { phase: 'Running', qosClass: 'BestEffort' },
  },
  {
    metadata: { name: 'db-0', namespace: 'batch', uid: 'bare-db', labels: { app: 'db' } },
    spec: { nodeName: 'worker-2', containers: [{ name: 'db' }] },
    status: { phase: 'Running', qosClass: 'BestEffort' },
  },
];

function ownerList(kind: string, name: string, by: [string, string]): object {
  const metadata = { name, uid: `uid-of-${name}`, ownerReferences: ownedBy(...by) };
  return { kind: `${kind}List`, items: [{ metadata }] };
}

/** The lists as files. @returns the value of IDENTITY_FILE, and what removes the files */
export function writeClusterLists(): { files: string; remove: () => void } {
  return writeLists([
    { kind: 'PodList', items: PODS },
    ownerList('ReplicaSet', 'web-cc944f86', ['Deployment', 'web']),
    ownerList('Job', 'tick-1795425360', ['CronJob', 'tick']),
  ]);
}

/** Any lists as files. @returns the value of IDENTITY_FILE, and what removes the files */
export function writeLists(lists: readonly object[]): { files: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'cluster-'));
  const paths = lists.map((list, index) => {
    const path = join(directory, `${index}.json`);
    writeFileSync(path, JSON.stringify(list));
    return path;
  });
  return { files: paths.join(','), remove: () => rmSync(directory, { recursive: true }) };
}
