import { writeFileSync } from 'node:fs';
import { podsOf, type ClusterShape, type PlayedPod } from '../workload/topology';

/** Writes the PodList of the played cluster, as `kubectl get pods -A -o json` would. */
export function writePodList(path: string, shape: ClusterShape): void {
  const items: string[] = [];
  for (let node = 0; node < shape.nodes; node += 1) {
    for (const pod of podsOf(shape, node)) items.push(JSON.stringify(toPodObject(pod)));
  }
  writeFileSync(path, `{"kind":"PodList","apiVersion":"v1","items":[\n${items.join(',\n')}\n]}\n`);
}

/** A pod of a Deployment, with what an identity source reads of it. */
export function toPodObject(pod: PlayedPod): Record<string, unknown> {
  const { deployment, templateHash } = pod;
  const replicaSet = `${deployment}-${templateHash}`;
  return {
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      uid: pod.uid,
      labels: { app: deployment, 'pod-template-hash': templateHash },
      ownerReferences: [
        { kind: 'ReplicaSet', name: replicaSet, uid: `rs-${replicaSet}`, controller: true },
      ],
    },
    spec: {
      nodeName: pod.node,
      containers: [
        { name: 'main', resources: { requests: { cpu: '100m', memory: '128Mi' } } },
        { name: 'sidecar', resources: { requests: { cpu: '10m', memory: '32Mi' } } },
      ],
    },
    status: { phase: 'Running', qosClass: 'Burstable' },
  };
}
