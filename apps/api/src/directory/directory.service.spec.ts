import type { HostFacts, Report } from '@kubemonitor/metrics-model';
import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import { EmbeddedStore } from '@kubemonitor/storage';
import { buildReport } from '../../test/reports';
import type { IdentitySource } from '../identity/identity-source';
import { OwnerIndex } from '../identity/owners';
import type { PodIdentity } from '../identity/pod-identity';
import { readPod } from '../identity/read-pod';
import { Directory } from './directory.service';

const START_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

/** A cluster that tells names when the test says so. */
class SlowCluster implements IdentitySource {
  readonly kind = 'slow';
  readonly cluster = undefined;
  private readonly known = new Map<string, PodIdentity>();
  private listener: (pod: PodIdentity) => void = () => undefined;
  private goneListener: (pod: PodIdentity) => void = () => undefined;

  start(): Promise<void> {
    return Promise.resolve();
  }

  find(_node: string, cgroupUid: string): PodIdentity | undefined {
    return this.known.get(cgroupUid);
  }

  onChange(listener: (pod: PodIdentity) => void): void {
    this.listener = listener;
  }

  onGone(listener: (pod: PodIdentity) => void): void {
    this.goneListener = listener;
  }

  stop(): void {}

  /** The pod's object is gone; its name is still known. */
  lose(uid: string): void {
    const pod = this.known.get(uid);
    if (pod === undefined) throw new Error('the pod is not known');
    this.goneListener(pod);
  }

  /** Names a pod of a Deployment, on node n1 unless told otherwise; null = on none yet. */
  tell(uid: string, name: string, namespace = 'shop', node: string | null = 'n1'): void {
    const owner = { kind: 'ReplicaSet', name: 'web-1a', uid: 'rs', controller: true };
    const labels = { 'pod-template-hash': '1a' };
    const pod = readPod(
      {
        metadata: { uid, name, namespace, labels, ownerReferences: [owner] },
        spec: { nodeName: node ?? undefined },
      },
      new OwnerIndex(),
    );
    if (pod === undefined) throw new Error('the pod has no name');
    this.known.set(uid, pod);
    this.listener(pod);
  }
}

function createDirectory() {
  const clock = { atMs: START_MS };
  const store = new EmbeddedStore({
    intervalSeconds: 5,
    retentionSeconds: 60,
    maxSeries: 1_000,
    maxAheadSeconds: 60,
    now: () => clock.atMs,
  });
  const cluster = new SlowCluster();
  const directory = new Directory(store, cluster);
  /** Stores a report of n1 with a container in each pod, and tells the directory. */
  async function report(...uids: string[]): Promise<Report> {
    const values = { memory_bytes: 10 };
    const sent = buildReport({
      node: 'n1',
      atMs: clock.atMs,
      pods: Object.fromEntries(uids.map((uid) => [uid, { values }])),
      containers: Object.fromEntries(uids.map((uid) => [`c-${uid}`, { pod: uid, values }])),
    });
    directory.add((await store.append(sent)).created);
    directory.heard('n1');
    return sent;
  }
  const memoryOf = async (namespace: string) => {
    const frame = await store.groupLatest('namespace', SUMMED_FIELDS);
    const memory = frame.fields.findIndex(({ name }) => name === 'memory_bytes');
    return frame.columns[memory]?.[frame.keys.indexOf(namespace)];
  };
  return { clock, store, cluster, directory, report, memoryOf };
}

function namesOf(directory: Directory): (string | undefined)[] {
  return directory.allPods({}).map(({ name }) => name);
}

describe('Directory', () => {
  it('names a pod the cluster knows when it is first heard of', async () => {
    const { cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-0');
    await report('u1', 'u2');
    expect(namesOf(directory)).toEqual(['web-0', undefined]);
    expect(directory.podsNamed('web-0', 0)).toEqual(directory.podsNamed('u1', 0));
    expect(directory.podsNamed('u2', 0)).toHaveLength(1);
    expect(directory.podsNamed('u1', 0)[0].specContainers()).toMatchObject([{ id: 'c-u1' }]);
  });

  it('names a pod the cluster tells of later, its past sums included', async () => {
    const { clock, cluster, directory, report, memoryOf } = createDirectory();
    await report('u1', 'u2');
    clock.atMs += 5_000;
    await report('u1', 'u2');
    expect(await memoryOf('shop')).toBeUndefined();
    cluster.tell('u2', 'web-2');
    cluster.tell('u1', 'web-1');
    expect(namesOf(directory)).toEqual(['web-1', 'web-2']);
    expect(await memoryOf('shop')).toBe(20);
    expect(directory.namespacesWith(() => true)).toEqual(['shop']);
    expect(directory.workloadsWith('shop', () => true)).toEqual(['["shop","Deployment","web"]']);
    const [web] = directory.podsNamed('web-1', 0);
    expect(web.members.toString('utf8')).toContain('"deployment":"web"');
  });

  it('moves a pod whose name or namespace changes', async () => {
    const { cluster, directory, report, memoryOf } = createDirectory();
    cluster.tell('u1', 'b');
    cluster.tell('u2', 'c');
    await report('u1', 'u2');
    cluster.tell('u2', 'a', 'batch');
    expect(directory.allPods({}).map(({ namespace, name }) => [namespace, name])).toEqual([
      ['batch', 'a'],
      ['shop', 'b'],
    ]);
    expect(directory.podsNamed('c', 0)).toEqual([]);
    expect(directory.allPods({ namespace: 'shop' }).map(({ name }) => name)).toEqual(['b']);
    expect(await memoryOf('batch')).toBe(10);
    expect(await memoryOf('shop')).toBe(10);
  });

  it('does not name a pod that is reported from another node than the cluster has it on', async () => {
    const { clock, cluster, directory, report } = createDirectory();
    await report('u1');
    cluster.tell('u1', 'elsewhere', 'shop', 'n2');
    cluster.tell('u2', 'there', 'shop', 'n2');
    clock.atMs += 5_000;
    await report('u1', 'u2');
    const pods = directory.allPods({}).map(({ name, node, entity }) => [name, node, entity?.id]);
    expect(pods).toEqual([
      ['elsewhere', 'n2', undefined],
      ['there', 'n2', undefined],
      [undefined, 'n1', 'u1'],
      [undefined, 'n1', 'u2'],
    ]);
  });

  it('has pods the cluster tells of before anyone reports them', async () => {
    const { cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-1', 'shop', null);
    expect(directory.latestPods({}, START_MS)).toMatchObject([{ name: 'web-1', node: undefined }]);
    cluster.tell('u1', 'web-1', 'shop', 'n1');
    const [pending] = directory.latestPods({ node: 'n1' }, START_MS);
    expect(pending).toMatchObject({ name: 'web-1', entity: undefined });
    await report('u1');
    expect(directory.latestPods({ namespace: 'shop' }, START_MS)).toEqual([pending]);
    expect(pending.entity?.id).toBe('u1');
  });

  it('takes a pod that is gone from the latest lists, and keeps it as long as its samples', async () => {
    const { clock, store, cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-1');
    cluster.tell('u2', 'web-2');
    await report('u1');
    cluster.lose('u1');
    cluster.lose('u2');
    expect(directory.latestPods({}, 0)).toEqual([]);
    expect(directory.countOn('n1', 0)).toBe(0);
    expect(namesOf(directory)).toEqual(['web-1']);
    clock.atMs += 3_600_000;
    await store.maintain();
    expect(namesOf(directory)).toEqual([]);
  });

  it('lists pods nobody tells of while they are heard of', async () => {
    const { clock, directory, report } = createDirectory();
    await report('u1', 'u2');
    clock.atMs += 5_000;
    await report('u1');
    const idsSince = (sinceMs: number) =>
      directory.latestPods({}, sinceMs).map(({ entity }) => entity?.id);
    expect(idsSince(START_MS)).toEqual(['u1', 'u2']);
    expect(idsSince(START_MS + 1)).toEqual(['u1']);
    expect(idsSince(START_MS + 5_001)).toEqual([]);
    // A report without u2 brings only u1 back.
    clock.atMs += 5_000;
    await report('u1');
    expect(idsSince(START_MS + 5_001)).toEqual(['u1']);
    expect(namesOf(directory)).toHaveLength(2);
  });

  it('lists a pod of a cluster however long nobody has reported it', async () => {
    const { clock, store, cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-1');
    await report('u1');
    clock.atMs += 3_600_000;
    await store.maintain();
    expect(directory.latestPods({}, clock.atMs)).toMatchObject([
      { name: 'web-1', entity: undefined, containers: new Set() },
    ]);
  });

  it('counts and lists pods of a place', async () => {
    const { cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-1');
    cluster.tell('u2', 'web-2');
    await report('u2', 'u1', 'u3');
    expect(directory.countOn('n1', START_MS)).toBe(3);
    expect(directory.countOn('n1', START_MS + 1)).toBe(2);
    expect(directory.countOn('n2', START_MS)).toBe(0);
    expect(directory.allPods({ node: 'n1' }).map(({ entity }) => entity?.id)).toEqual([
      'u1',
      'u2',
      'u3',
    ]);
    expect(directory.allPods({ node: 'n2', namespace: 'shop' })).toEqual([]);
  });

  it('forgets what the store forgets, and nothing else', async () => {
    const { clock, store, cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-1');
    cluster.tell('u2', 'web-2');
    await report('u1', 'u2');
    directory.setFacts('n1', { hostname: 'n1' } as HostFacts);
    expect(directory.factsOf('n1')).toEqual({ hostname: 'n1' });
    // u1 ends, u2 goes on for longer than samples are kept.
    cluster.lose('u1');
    for (let tick = 0; tick < 100; tick += 1) {
      clock.atMs += 5_000;
      await report('u2');
      await store.maintain();
    }
    expect(namesOf(directory)).toEqual(['web-2']);
    expect(directory.podsNamed('web-1', 0)).toEqual([]);
    expect(directory.countOn('n1', 0)).toBe(1);
    expect(directory.allPods({})[0].specContainers()).toMatchObject([{ id: 'c-u2' }]);
    expect(directory.factsOf('n1')).toBeDefined();

    cluster.lose('u2');
    clock.atMs += 3_600_000;
    await store.maintain();
    expect(directory.allPods({})).toEqual([]);
    expect(directory.namespacesWith(() => true)).toEqual([]);
    expect(directory.factsOf('n1')).toBeUndefined();
  });

  it('takes a pod that comes back for a new one', async () => {
    const { clock, store, directory, report } = createDirectory();
    await report('u1');
    const [before] = directory.allPods({});
    clock.atMs += 3_600_000;
    await store.maintain();
    await report('u1');
    const [after, ...others] = directory.allPods({});
    expect(others).toEqual([]);
    expect(after).not.toBe(before);
    expect(after.specContainers()).toHaveLength(1);
  });
});
