import type { KubernetesPod, OwnerReference } from './kubernetes-objects';
import { OwnerIndex } from './owners';

function ownedBy(
  kind: string,
  name: string,
  { labels, pod = 'p-1' }: { labels?: Record<string, string>; pod?: string } = {},
): KubernetesPod {
  const owner: OwnerReference = { kind, name, uid: `uid-of-${name}`, controller: true };
  return { metadata: { name: pod, labels, ownerReferences: [owner] } };
}

function made(kind: string, name: string, by: [string, string]): object {
  const [ownerKind, ownerName] = by;
  const owner = { kind: ownerKind, name: ownerName, uid: `uid-of-${ownerName}`, controller: true };
  return { kind, metadata: { name, uid: `uid-of-${name}`, ownerReferences: [owner] } };
}

describe('OwnerIndex', () => {
  it('finds the Deployment behind a ReplicaSet it has seen', () => {
    const owners = new OwnerIndex();
    owners.add(made('ReplicaSet', 'web-cc944f86', ['Deployment', 'web']));
    const pod = ownedBy('ReplicaSet', 'web-cc944f86');
    expect(owners.resolve(pod)).toEqual({ kind: 'Deployment', name: 'web' });
  });

  it('finds the CronJob behind a Job, and whatever else made a ReplicaSet', () => {
    const owners = new OwnerIndex();
    owners.add(made('Job', 'tick-1795425360', ['CronJob', 'tick']));
    owners.add(made('ReplicaSet', 'shop-7f', ['Rollout', 'shop']));
    expect(owners.resolve(ownedBy('Job', 'tick-1795425360'))).toEqual({
      kind: 'CronJob',
      name: 'tick',
    });
    expect(owners.resolve(ownedBy('ReplicaSet', 'shop-7f'))).toEqual({
      kind: 'Rollout',
      name: 'shop',
    });
  });

  it('tells the Deployment by the pod-template-hash when the ReplicaSet is not known', () => {
    const pod = ownedBy('ReplicaSet', 'my-web-cc944f86', {
      labels: { 'pod-template-hash': 'cc944f86' },
    });
    expect(new OwnerIndex().resolve(pod)).toEqual({ kind: 'Deployment', name: 'my-web' });
  });

  it.each([
    ['a ReplicaSet of its own', ownedBy('ReplicaSet', 'plain'), 'ReplicaSet', 'plain'],
    [
      'a ReplicaSet whose name does not end with the hash',
      ownedBy('ReplicaSet', 'plain', { labels: { 'pod-template-hash': 'abc' } }),
      'ReplicaSet',
      'plain',
    ],
    [
      'a ReplicaSet that happens to be named so, without the label',
      ownedBy('ReplicaSet', 'web-undefined'),
      'ReplicaSet',
      'web-undefined',
    ],
    ['a Job of its own', ownedBy('Job', 'once'), 'Job', 'once'],
    ['a StatefulSet', ownedBy('StatefulSet', 'db'), 'StatefulSet', 'db'],
    ['a DaemonSet', ownedBy('DaemonSet', 'agent'), 'DaemonSet', 'agent'],
    ['a custom controller', ownedBy('Workflow', 'ci'), 'Workflow', 'ci'],
    ['no owner', { metadata: { name: 'bare' } }, 'Pod', 'bare'],
    [
      'an owner that does not control it',
      {
        metadata: { name: 'bare', ownerReferences: [{ kind: 'Job', name: 'j', uid: 'u' }] },
      },
      'Pod',
      'bare',
    ],
    [
      'a file on a node',
      ownedBy('Node', 'worker-1', { pod: 'etcd-worker-1' }),
      'StaticPod',
      'etcd',
    ],
    [
      'a node whose name the pod does not carry',
      ownedBy('Node', 'worker-1', { pod: 'etcd' }),
      'StaticPod',
      'etcd',
    ],
  ])('names %s', (_case, pod, kind, name) => {
    expect(new OwnerIndex().resolve(pod)).toEqual({ kind, name });
  });

  it('takes nothing from an object without uid or controller', () => {
    const owners = new OwnerIndex();
    owners.add({});
    owners.add({ kind: 'Job', metadata: { uid: 'uid-of-once' } });
    expect(owners.resolve(ownedBy('Job', 'once'))).toEqual({ kind: 'Job', name: 'once' });
  });

  it('knows a ReplicaSet that nobody made, whatever its pods are labelled', () => {
    const owners = new OwnerIndex();
    const pod = ownedBy('ReplicaSet', 'web-7f', { labels: { 'pod-template-hash': '7f' } });
    expect(owners.unknownOwner(pod)).toMatchObject({ kind: 'ReplicaSet', name: 'web-7f' });
    owners.add({ metadata: { name: 'web-7f', uid: 'uid-of-web-7f' } });
    expect(owners.unknownOwner(pod)).toBeUndefined();
    expect(owners.resolve(pod)).toEqual({ kind: 'ReplicaSet', name: 'web-7f' });
  });

  it('forgets an owner that is gone', () => {
    const owners = new OwnerIndex();
    owners.add(made('Job', 'tick-1', ['CronJob', 'tick']));
    owners.delete('uid-of-tick-1');
    expect(owners.resolve(ownedBy('Job', 'tick-1'))).toEqual({ kind: 'Job', name: 'tick-1' });
  });

  it('waits for no owner that has none of its own', () => {
    const owners = new OwnerIndex();
    expect(owners.unknownOwner(ownedBy('StatefulSet', 'db'))).toBeUndefined();
    expect(owners.unknownOwner({ metadata: { name: 'bare' } })).toBeUndefined();
  });
});
