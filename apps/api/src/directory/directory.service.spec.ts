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
  private readonly known = new Map<string, PodIdentity>();
  private listener: (pod: PodIdentity) => void = () => undefined;

  start(): Promise<void> {
    return Promise.resolve();
  }

  find(_node: string, cgroupUid: string): PodIdentity | undefined {
    return this.known.get(cgroupUid);
  }

  onChange(listener: (pod: PodIdentity) => void): void {
    this.listener = listener;
  }

  /** Names a pod of a Deployment, on node n1 unless `node` says otherwise. */
  tell(uid: string, name: string, namespace = 'shop', node: string | undefined = 'n1'): void {
    const owner = { kind: 'ReplicaSet', name: 'web-1a', uid: 'rs', controller: true };
    const labels = { 'pod-template-hash': '1a' };
    const pod = readPod(
      {
        metadata: { uid, name, namespace, labels, ownerReferences: [owner] },
        spec: { nodeName: node },
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
  return directory.podsOf({}).map(({ name }) => name);
}

describe('Directory', () => {
  it('names a pod the cluster knows when it is first heard of', async () => {
    const { cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-0');
    await report('u1', 'u2');
    expect(namesOf(directory)).toEqual(['web-0', undefined]);
    expect(directory.podsNamed('web-0')).toEqual(directory.podsNamed('u1'));
    expect(directory.podsNamed('u2')).toHaveLength(1);
    expect(directory.podsNamed('u1')[0].specContainers()).toMatchObject([{ id: 'c-u1' }]);
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
    expect(directory.workloadsWith(() => true)).toEqual(['["shop","Deployment","web"]']);
    const [web] = directory.podsNamed('web-1');
    expect(web.members.toString('utf8')).toContain('"deployment":"web"');
  });

  it('moves a pod whose name or namespace changes', async () => {
    const { cluster, directory, report, memoryOf } = createDirectory();
    cluster.tell('u1', 'b');
    cluster.tell('u2', 'c');
    await report('u1', 'u2');
    cluster.tell('u2', 'a', 'batch');
    expect(directory.podsOf({}).map(({ namespace, name }) => [namespace, name])).toEqual([
      ['batch', 'a'],
      ['shop', 'b'],
    ]);
    expect(directory.podsNamed('c')).toEqual([]);
    expect(directory.podsOf({ namespace: 'shop' }).map(({ name }) => name)).toEqual(['b']);
    expect(await memoryOf('batch')).toBe(10);
    expect(await memoryOf('shop')).toBe(10);
  });

  it('does not mind names of pods it has not heard of, or that are nowhere', async () => {
    const { cluster, directory, report } = createDirectory();
    await report('u1');
    cluster.tell('other', 'other-0');
    cluster.tell('u1', 'elsewhere', 'shop', 'n2');
    expect(namesOf(directory)).toEqual([undefined]);
  });

  it('counts and lists pods of a place', async () => {
    const { cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-1');
    cluster.tell('u2', 'web-2');
    await report('u2', 'u1', 'u3');
    expect(directory.countOn('n1', () => true)).toBe(3);
    expect(directory.countOn('n1', ({ name }) => name !== undefined)).toBe(2);
    expect(directory.countOn('n2', () => true)).toBe(0);
    expect(directory.podsOf({ node: 'n1' }).map(({ entity }) => entity.id)).toEqual([
      'u1',
      'u2',
      'u3',
    ]);
    expect(directory.podsOf({ node: 'n2', namespace: 'shop' })).toEqual([]);
  });

  it('forgets what the store forgets, and nothing else', async () => {
    const { clock, store, cluster, directory, report } = createDirectory();
    cluster.tell('u1', 'web-1');
    cluster.tell('u2', 'web-2');
    await report('u1', 'u2');
    directory.setFacts('n1', { hostname: 'n1' } as HostFacts);
    expect(directory.factsOf('n1')).toEqual({ hostname: 'n1' });
    // u1 ends, u2 goes on for longer than samples are kept.
    for (let tick = 0; tick < 100; tick += 1) {
      clock.atMs += 5_000;
      await report('u2');
      await store.maintain();
    }
    expect(namesOf(directory)).toEqual(['web-2']);
    expect(directory.podsNamed('web-1')).toEqual([]);
    expect(directory.countOn('n1', () => true)).toBe(1);
    expect(directory.podsOf({})[0].specContainers()).toMatchObject([{ id: 'c-u2' }]);
    expect(directory.factsOf('n1')).toBeDefined();

    clock.atMs += 3_600_000;
    await store.maintain();
    expect(directory.podsOf({})).toEqual([]);
    expect(directory.namespacesWith(() => true)).toEqual([]);
    expect(directory.factsOf('n1')).toBeUndefined();
    // A name that comes after the pod is gone names nobody.
    cluster.tell('u2', 'web-3');
    expect(directory.podsOf({})).toEqual([]);
  });

  it('takes a pod that comes back for a new one', async () => {
    const { clock, store, directory, report } = createDirectory();
    await report('u1');
    const [before] = directory.podsOf({});
    clock.atMs += 3_600_000;
    await store.maintain();
    await report('u1');
    const [after, ...others] = directory.podsOf({});
    expect(others).toEqual([]);
    expect(after).not.toBe(before);
    expect(after.specContainers()).toHaveLength(1);
  });
});
