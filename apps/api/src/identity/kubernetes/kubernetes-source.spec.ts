import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpsKubernetesClient, type Timing } from '@kubemonitor/kubernetes';
import type { ClusterView } from '../cluster-view';
import type { PodIdentity } from '../pod-identity';
import { KubernetesIdentitySource } from './kubernetes-source';
import { ClusterServer } from './testing/cluster-server';

const WATCH = join(__dirname, '../../../../../test/fixtures/cluster-v1/watch');
const NODE = 'lab-node-1';
const PODS = '/api/v1/pods';
const JOBS = '/apis/batch/v1/jobs';
const REPLICASETS = '/apis/apps/v1/replicasets';
const CRONJOBS_BETA = '/apis/batch/v1beta1/cronjobs';
const PATHS = [
  PODS,
  JOBS,
  REPLICASETS,
  CRONJOBS_BETA,
  '/api/v1/nodes',
  '/api/v1/namespaces',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/statefulsets',
  '/apis/apps/v1/daemonsets',
];

interface PodOptions {
  readonly name?: string;
  readonly owner?: [string, string];
  readonly hash?: string;
  readonly phase?: string;
}

let version = 1;

function podObject(uid: string, { name = uid, owner, hash, phase }: PodOptions = {}): object {
  const ownerReferences = owner && [owned(...owner)];
  const annotations = hash === undefined ? undefined : { 'kubernetes.io/config.mirror': hash };
  return {
    metadata: {
      uid,
      name,
      namespace: 'ns',
      resourceVersion: String((version += 1)),
      ownerReferences,
      annotations,
    },
    spec: { nodeName: NODE, containers: [{ name: 'c' }] },
    status: { phase: phase ?? 'Running' },
  };
}

function owned(kind: string, name: string): object {
  return { kind, name, uid: `uid-of-${name}`, controller: true };
}

function named(name: string, rest: object = {}, by?: [string, string]): object {
  const metadata = {
    name,
    uid: `uid-of-${name}`,
    namespace: 'ns',
    resourceVersion: String((version += 1)),
    ownerReferences: by && [owned(...by)],
  };
  return { metadata, ...rest };
}

function line(type: string, object: object): string {
  return JSON.stringify({ type, object });
}

/** Lines of a recorded watch. */
function recorded(name: string): string[] {
  return readFileSync(join(WATCH, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
}

/** Resolves when `isTrue`: what it waits for comes over a real connection. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** A source on a server that lists nothing yet, and what its listeners were told. */
async function setUp() {
  const server = new ClusterServer();
  for (const path of PATHS) server.list(path, []);
  const clock = { ms: 0, isRetrying: true };
  const timing: Timing = {
    now: () => clock.ms,
    random: () => 0.5,
    after: () => () => undefined,
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve());
        if (clock.isRetrying) setImmediate(resolve);
      }),
  };
  const client = new HttpsKubernetesClient({
    server: await server.start(),
    tls: { rejectUnauthorized: true },
  });
  const logged: string[] = [];
  const source = new KubernetesIdentitySource(client, timing, (text) => logged.push(text));
  const changed: PodIdentity[] = [];
  const gone: string[] = [];
  source.onChange((pod) => changed.push(pod));
  source.onGone((pod) => gone.push(pod.name));
  ended.push(async () => {
    source.stop();
    client.close();
    await server.close();
  });
  const workloadOf = (uid: string) => source.find(NODE, uid)?.workload;
  /** The whole cluster, as soon as it is known. */
  const untilSynced = async (): Promise<ClusterView> => {
    await until(() => source.cluster !== undefined && PATHS.every((p) => server.isWatched(p)));
    return source.cluster as ClusterView;
  };
  return { server, clock, source, changed, gone, logged, workloadOf, untilSynced };
}

describe('KubernetesIdentitySource on a recorded watch', () => {
  it('follows pods as they were scaled, deleted, replaced and completed', async () => {
    const { server, source, gone, untilSynced } = await setUp();
    // The first eight events of the other watch are what there was at version 1166.
    const initial = recorded('pods-initial-list').slice(0, 8);
    const items = initial.map((text) => (JSON.parse(text) as { object: object }).object);
    server.list(PODS, items, 1_166);
    await source.start();
    const cluster = await untilSynced();
    server.send(REPLICASETS, ...recorded('replicasets'));
    const replicaSets = source.watches.find(({ resource }) => resource === 'replicasets')?.state;
    await until(() => replicaSets?.events === 10);
    server.send(PODS, ...recorded('pods'));
    await until(
      () => gone.length === 5 && cluster.pod('3c7b1405-f618-4c7f-a497-886e521de75d') !== undefined,
    );
    expect(gone).toEqual([
      'web-cc944f86-2wm5w',
      'loadgen-6c4984866b-hlc5h',
      'tick-1795425420-jj6g2',
      'web-cc944f86-bh4zs',
      'loadgen-6c4984866b-x64t5',
    ]);
    await until(() => cluster.pod('3c7b1405-f618-4c7f-a497-886e521de75d')?.phase === 'Running');
    const left = [...cluster.pods()].map(({ name, phase, workload }) => [
      name,
      phase,
      `${workload.kind}/${workload.name}`,
    ]);
    expect(left).toEqual([
      ['loadgen-6c4984866b-xhv8n', 'Running', 'Deployment/loadgen'],
      ['web-cc944f86-k9znf', 'Running', 'Deployment/web'],
      ['db-0', 'Running', 'StatefulSet/db'],
      ['db-1', 'Running', 'StatefulSet/db'],
      ['web-cc944f86-tkm9w', 'Running', 'Deployment/web'],
      ['tick-1795425540-9tnzc', 'Succeeded', 'Job/tick-1795425540'],
      ['web-cc944f86-hntwp', 'Running', 'Deployment/web'],
      ['tick-1795425600-hk472', 'Running', 'Job/tick-1795425600'],
    ]);
    // Deleted while its phase was still Running, and named for the samples that come late.
    expect(source.find(NODE, '5133d20b-4c03-46d9-b92b-13a163099c18')).toMatchObject({
      name: 'web-cc944f86-bh4zs',
      phase: 'Running',
    });
    // Where it goes on stands in the last bookmark.
    server.endWatch(PODS, line('BOOKMARK', { metadata: { resourceVersion: '1300' } }));
    await until(() => server.isWatched(PODS));
    const versions = server.heard
      .filter((url) => url.startsWith(`${PODS}?watch`))
      .map((url) => new URLSearchParams(url.split('?')[1]).get('resourceVersion'));
    expect(versions).toEqual(['1166', '1263', '1300']);
  });

  it('tells what is gone when its version was too old', async () => {
    const { server, source, changed, gone, untilSynced } = await setUp();
    server.list(PODS, [podObject('stays'), podObject('goes')]);
    await source.start();
    const cluster = await untilSynced();
    const [tooOld] = recorded('pods-too-old');
    server.list(PODS, [podObject('stays'), podObject('new')]);
    server.endWatch(PODS, tooOld);
    await until(() => gone.length > 0);
    expect(gone).toEqual(['goes']);
    // What is as it was is not told again.
    expect(changed.map(({ name }) => name)).toEqual(['stays', 'goes', 'new']);
    expect([...cluster.pods()].map(({ name }) => name)).toEqual(['stays', 'new']);
    expect(source.find(NODE, 'goes')?.name).toBe('goes');
  });
});

describe('KubernetesIdentitySource', () => {
  it('starts without the API server, and names pods as soon as it is there', async () => {
    const { server, source, changed, logged } = await setUp();
    for (const path of PATHS) server.deny(path);
    await source.start();
    await until(() => logged.length === PATHS.length);
    expect(source.cluster).toBeUndefined();
    expect(source.find(NODE, 'web')).toBeUndefined();
    expect(logged).toContain('cannot follow pods: Refused403: no message');
    server.list(PODS, [podObject('web')]);
    await until(() => changed.length === 1);
    expect(source.find(NODE, 'web')?.name).toBe('web');
    expect(source.cluster).toBeUndefined();
  });

  it('says what it may not list; pods are named all the same', async () => {
    const { server, source, clock, changed, logged } = await setUp();
    clock.isRetrying = false;
    server.list(PODS, [podObject('web')]).deny('/api/v1/nodes');
    await source.start();
    await until(() => changed.length === 1 && logged.length === 1);
    expect(source.cluster).toBeUndefined();
    const states = Object.fromEntries(source.watches.map((w) => [w.resource, w.state]));
    expect(states['nodes']).toMatchObject({
      phase: 'denied',
      isSynced: false,
      lastError: { reason: 'Refused403', status: 403 },
    });
    expect(states['pods']).toMatchObject({ isSynced: true });
  });

  it('tells listeners that come late what it knows', async () => {
    const { server, source, untilSynced } = await setUp();
    server.list(PODS, [podObject('web')]);
    await source.start();
    await untilSynced();
    const late: string[] = [];
    source.onChange(({ name }) => late.push(name));
    expect(late).toEqual(['web']);
  });

  it('gives pods their owner when it is heard of after them, and keeps it when it is gone', async () => {
    const { server, source, changed, gone, workloadOf, untilSynced } = await setUp();
    const owner: [string, string] = ['Job', 'tick-1'];
    server.list(PODS, [podObject('tick-1-abc', { owner })]);
    await source.start();
    await untilSynced();
    expect(workloadOf('tick-1-abc')).toEqual({ kind: 'Job', name: 'tick-1' });
    server.send(JOBS, line('ADDED', named('tick-1', {}, ['CronJob', 'tick'])));
    await until(() => changed.length === 2);
    expect(workloadOf('tick-1-abc')).toEqual({ kind: 'CronJob', name: 'tick' });
    // The Job is deleted first, then its pods: they change once more and are gone.
    server.send(JOBS, line('DELETED', named('tick-1', {}, ['CronJob', 'tick'])));
    server.send(JOBS, line('ADDED', named('other')));
    await until(() => source.cluster?.workload('ns', { kind: 'Job', name: 'other' }) !== undefined);
    server.send(PODS, line('MODIFIED', podObject('tick-1-abc', { owner, phase: 'Succeeded' })));
    await until(() => changed.length === 3);
    expect(workloadOf('tick-1-abc')).toEqual({ kind: 'CronJob', name: 'tick' });
    server.send(PODS, line('DELETED', podObject('tick-1-abc', { owner, phase: 'Succeeded' })));
    await until(() => gone.length === 1);
    expect(workloadOf('tick-1-abc')).toEqual({ kind: 'CronJob', name: 'tick' });
  });

  it('does not tell a pod again whose owner turns out to be what it was taken for', async () => {
    const { server, source, changed, workloadOf, untilSynced } = await setUp();
    server.list(PODS, [podObject('own-1', { owner: ['Job', 'own'] })]);
    await source.start();
    const cluster = await untilSynced();
    server.send(JOBS, line('ADDED', named('own', { spec: { parallelism: 2 } })));
    await until(() => cluster.workload('ns', { kind: 'Job', name: 'own' }) !== undefined);
    expect(workloadOf('own-1')).toEqual({ kind: 'Job', name: 'own' });
    expect(changed).toHaveLength(1);
  });

  it('takes a pod made again under its name for another one, in whatever order it hears', async () => {
    const { server, source, gone, untilSynced } = await setUp();
    server.list(PODS, [podObject('old', { name: 'db-0' })]);
    await source.start();
    const cluster = await untilSynced();
    server.send(
      PODS,
      line('ADDED', podObject('new', { name: 'db-0', phase: 'Pending' })),
      line('DELETED', podObject('old', { name: 'db-0' })),
    );
    await until(() => gone.length === 1);
    expect(cluster.pod('old')).toBeUndefined();
    expect(cluster.pod('new')).toMatchObject({ name: 'db-0', phase: 'Pending' });
    expect(source.find(NODE, 'old')).toMatchObject({ uid: 'old', phase: 'Running' });
  });

  it('names a pod that lived a second when its samples come, for an hour', async () => {
    const { server, source, clock, gone, untilSynced } = await setUp();
    await source.start();
    await untilSynced();
    server.send(PODS, line('ADDED', podObject('brief')), line('DELETED', podObject('brief')));
    await until(() => gone.length === 1);
    clock.ms += 3_599_999;
    expect(source.find(NODE, 'brief')?.name).toBe('brief');
    clock.ms += 1;
    expect(source.find(NODE, 'brief')).toBeUndefined();
  });

  it('finds a static pod by hash and node, and does not lose it with its mirror', async () => {
    const { server, source, changed, gone, untilSynced } = await setUp();
    const mirror = (uid: string) => podObject(uid, { name: `etcd-${NODE}`, hash: 'f035' });
    server.list(PODS, [mirror('mirror-1')]);
    await source.start();
    await untilSynced();
    expect(source.find(NODE, 'f035')).toMatchObject({ uid: 'mirror-1', isStatic: true });
    expect(source.find('other', 'f035')).toBeUndefined();
    // Made anew while nobody looked: the cgroup and its samples go on.
    server.list(PODS, [mirror('mirror-2')]);
    server.endWatch(PODS, recorded('pods-too-old')[0]);
    await until(() => changed.length === 2 && source.cluster?.pod('mirror-1') === undefined);
    expect(source.find(NODE, 'f035')?.uid).toBe('mirror-2');
    expect(gone).toEqual([]);
    await until(() => server.isWatched(PODS));
    server.send(PODS, line('DELETED', mirror('mirror-2')));
    await until(() => gone.length === 1);
  });

  it('shows the cluster when all of it is known, CronJobs of batch/v1beta1 too', async () => {
    const { server, source, untilSynced } = await setUp();
    const quantities = { cpu: '2', memory: '1Ki', pods: '110' };
    server
      .list('/api/v1/nodes', [named(NODE, { status: { capacity: quantities } })])
      .list('/api/v1/namespaces', [named('empty', { status: { phase: 'Active' } })])
      .list('/apis/apps/v1/deployments', [named('web', { spec: { replicas: 0 } })])
      .list('/apis/apps/v1/daemonsets', [
        named('agent', { status: { desiredNumberScheduled: 3, numberReady: 2 } }),
      ])
      .list(REPLICASETS, [named('web-1', {}, ['Deployment', 'web']), named('plain')])
      .list(CRONJOBS_BETA, [named('tick')]);
    await source.start();
    const cluster = await untilSynced();
    expect(cluster.node(NODE)).toMatchObject({
      capacity: { cpuMillicores: 2_000, memoryBytes: 1_024, pods: 110 },
    });
    expect([...cluster.nodes()]).toHaveLength(1);
    expect(cluster.namespace('empty')).toMatchObject({ phase: 'Active' });
    expect([...cluster.namespaces()]).toHaveLength(1);
    const workloads = [...cluster.workloads()].map((w) => [
      w.kind,
      w.name,
      w.desiredPods,
      w.readyPods,
    ]);
    expect(workloads).toEqual([
      ['ReplicaSet', 'plain', 1, 0],
      ['Deployment', 'web', 0, 0],
      ['DaemonSet', 'agent', 3, 2],
      ['CronJob', 'tick', undefined, undefined],
    ]);
    expect(cluster.workload('other', { kind: 'CronJob', name: 'tick' })).toBeUndefined();
    expect(server.heard).toContain('/apis/batch/v1/cronjobs?limit=500');
    server.send('/api/v1/namespaces', line('DELETED', named('empty')));
    server.send(
      '/apis/apps/v1/deployments',
      line('MODIFIED', named('web', { spec: { replicas: 4 } })),
    );
    await until(
      () =>
        cluster.namespace('empty') === undefined &&
        cluster.workload('ns', { kind: 'Deployment', name: 'web' })?.desiredPods === 4,
    );
  });

  it('leaves out a pod without a name, and names the others', async () => {
    const { server, source, changed } = await setUp();
    server.list(PODS, [{ metadata: { uid: 'odd' } }, podObject('web')]);
    await source.start();
    await until(() => changed.length === 1);
    const { state } = source.watches.find(({ resource }) => resource === 'pods') ?? {};
    expect(state).toMatchObject({ refused: 1, failures: 0 });
  });
});
