import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import { createIdentitySource } from './create-source';
import { FileIdentitySource, IdentityFileError } from './file-source';

const RECORDING = join(__dirname, '../../../../test/fixtures/cluster-v1/a/api');
const NODE = 'lab-node-1';

/** A container that runs since its pod was made. */
const RUNNING = {
  state: 'running',
  reason: undefined,
  exitCode: undefined,
  isReady: true,
  restarts: 0,
  lastTermination: undefined,
};

function recorded(...kinds: string[]): string[] {
  return kinds.map((kind) => join(RECORDING, `${kind}.json`));
}

async function startSource(paths: readonly string[]): Promise<FileIdentitySource> {
  const source = new FileIdentitySource(paths);
  await source.start();
  return source;
}

describe('FileIdentitySource on a recorded cluster', () => {
  let source: FileIdentitySource;

  beforeAll(async () => {
    source = await startSource(recorded('pods', 'replicasets', 'jobs'));
  });

  it('names a pod of a Deployment, with what it requests and may use', () => {
    expect(source.find(NODE, 'f3e10d90-93ee-42ef-af38-61ed8259c418')).toEqual({
      uid: 'f3e10d90-93ee-42ef-af38-61ed8259c418',
      cgroupUid: 'f3e10d90-93ee-42ef-af38-61ed8259c418',
      namespace: 'shop',
      name: 'web-cc944f86-2wm5w',
      node: NODE,
      labels: { app: 'web', 'pod-template-hash': 'cc944f86' },
      workload: { kind: 'Deployment', name: 'web' },
      qos: 'Burstable',
      phase: 'Running',
      status: 'Running',
      hostNetwork: false,
      isStatic: false,
      createdAtMs: Date.UTC(2026, 10, 23, 9, 11, 22),
      startedAtMs: Date.UTC(2026, 10, 23, 9, 11, 22),
      deletedAtMs: undefined,
      // app 100m + sidecar 5m; 32Mi + 4Mi = 36 × 1,048,576.
      requests: { cpuMillicores: 105, memoryBytes: 37_748_736 },
      // The sidecar has no CPU limit; 128Mi + 16Mi = 144 × 1,048,576.
      limits: { cpuMillicores: undefined, memoryBytes: 150_994_944 },
      restarts: 0,
      containers: [
        {
          name: 'app',
          kind: 'regular',
          image: 'localhost/lab/busybox:1',
          requests: { cpuMillicores: 100, memoryBytes: 33_554_432 },
          limits: { cpuMillicores: 200, memoryBytes: 134_217_728 },
          id: '68388ef0033181ecaf1589ceba81054e0a7b156d10075f6e8ed083e468009743',
          ...RUNNING,
          changedAtMs: Date.UTC(2026, 10, 23, 9, 11, 23),
        },
        {
          name: 'sidecar',
          kind: 'regular',
          image: 'localhost/lab/busybox:1',
          requests: { cpuMillicores: 5, memoryBytes: 4_194_304 },
          limits: { cpuMillicores: undefined, memoryBytes: 16_777_216 },
          id: '631da1dc94c9b66d92262e8ef6f756ce0676f0fdc8ba399d3cbff0342646c7fa',
          ...RUNNING,
          changedAtMs: Date.UTC(2026, 10, 23, 9, 11, 24),
        },
      ],
    });
  });

  it('finds a static pod by the hash its cgroup has', () => {
    expect(source.find(NODE, 'f03506c420f170bce69fe1062f0d4faa')).toMatchObject({
      uid: 'c1e05933-a982-44f1-af7e-8a6b7c38b898',
      namespace: 'kube-system',
      name: 'static-web-lab-node-1',
      workload: { kind: 'StaticPod', name: 'static-web' },
      isStatic: true,
      restarts: 1,
    });
    expect(source.find('other-node', 'f03506c420f170bce69fe1062f0d4faa')).toBeUndefined();
  });

  it.each([
    ['5622890c-9869-4346-a437-f1dd9231f7c8', 'db-0', 'StatefulSet', 'db'],
    ['b2927180-295c-4c99-9ee3-49ae1cd2699c', 'loadgen-6c4984866b-xhv8n', 'Deployment', 'loadgen'],
    ['c44e1db4-319f-49ad-bae3-30f5cafda26f', 'tick-1795425360-smc4m', 'CronJob', 'tick'],
    ['7911ddc0-0278-4bdd-bab7-4103f3436925', 'once-4jn6d', 'Job', 'once'],
    ['afbafa91-ec95-4d36-8d54-580e8de6923c', 'agent-f6v29', 'DaemonSet', 'agent'],
    ['d2a9493e-4adf-4c61-ad9e-288f375eab90', 'hostnet', 'Pod', 'hostnet'],
  ])('finds the top owner of %s', (uid, name, kind, owner) => {
    expect(source.find(NODE, uid)).toMatchObject({ name, workload: { kind, name: owner } });
  });

  it('leaves an init container that has ended out of the sums', () => {
    expect(source.find(NODE, 'b5ac607b-2e01-4714-9deb-20e8c79ce4c5')).toMatchObject({
      name: 'bare-guaranteed',
      qos: 'Guaranteed',
      requests: { cpuMillicores: 50, memoryBytes: 33_554_432 },
      limits: { cpuMillicores: 50, memoryBytes: 33_554_432 },
    });
  });

  it('tells host network, restarts, phases and pods that are nowhere yet', () => {
    expect(source.find(NODE, 'd2a9493e-4adf-4c61-ad9e-288f375eab90')?.hostNetwork).toBe(true);
    expect(source.find(NODE, 'fec7fcc0-d2f8-4f32-8bcd-2e997758d7e9')?.restarts).toBe(6);
    expect(source.find(NODE, '3bb7e5d1-6c1e-4b6e-b875-a064d0b82dba')?.phase).toBe('Failed');
    const pending = source.find(NODE, 'ed6d01c1-ad1e-4874-a350-df4d2a45a79b');
    expect(pending).toMatchObject({ name: 'unschedulable', phase: 'Pending', node: undefined });
    expect(pending?.containers).toMatchObject([{ name: 'c', id: undefined, state: undefined }]);
  });

  it('tells how containers wait and how they ended', () => {
    const broken = source.find(NODE, 'fec7fcc0-d2f8-4f32-8bcd-2e997758d7e9');
    expect(broken).toMatchObject({
      name: 'crashloop',
      phase: 'Running',
      status: 'CrashLoopBackOff',
    });
    const id = '9ef6f8fd53b23c1e8a22ed7a77c34ed9c592147de2a060f37b8353863a64211e';
    expect(broken?.containers).toMatchObject([
      {
        name: 'c',
        id,
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        isReady: false,
        lastTermination: {
          id,
          reason: 'Error',
          exitCode: 1,
          finishedAtMs: Date.UTC(2026, 10, 23, 9, 17, 35),
        },
      },
      { name: 'ok', state: 'running', isReady: true, lastTermination: undefined },
    ]);
  });

  it('has no view of the cluster from lists that only name pods', () => {
    expect(source.cluster).toBeUndefined();
  });

  it('does not know others', () => {
    expect(source.find(NODE, 'no-such-uid')).toBeUndefined();
    expect(source.find(NODE, '')).toBeUndefined();
  });

  it('finds the Deployment without the list of ReplicaSets, not the CronJob without Jobs', async () => {
    const alone = await startSource(recorded('pods'));
    expect(alone.find(NODE, 'f3e10d90-93ee-42ef-af38-61ed8259c418')?.workload).toEqual({
      kind: 'Deployment',
      name: 'web',
    });
    expect(alone.find(NODE, 'c44e1db4-319f-49ad-bae3-30f5cafda26f')?.workload).toEqual({
      kind: 'Job',
      name: 'tick-1795425360',
    });
  });
});

describe('FileIdentitySource on other files', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'identity-'));
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  function write(name: string, content: string): string {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  }

  it('takes a list as kubectl prints it, whose items say their kind', async () => {
    const metadata = { uid: 'u1', name: 'web', namespace: 'shop' };
    const list = {
      kind: 'List',
      items: [
        { kind: 'Pod', metadata },
        { kind: 'Service', metadata },
      ],
    };
    const source = await startSource([write('kubectl.json', JSON.stringify(list))]);
    expect(source.find('any', 'u1')?.name).toBe('web');
  });

  it('skips items that are no named pod', async () => {
    const list = { kind: 'PodList', items: [{}, { metadata: { name: 'nameless' } }] };
    const source = await startSource([write('odd.json', JSON.stringify(list))]);
    expect(source.find('any', 'u1')).toBeUndefined();
  });

  it.each([
    ['no JSON', 'not-json.json', '{"items": [', /not-json\.json: cannot be read as JSON/],
    ['no list', 'no-list.json', '{"kind": "Pod"}', /no-list\.json: holds no list/],
    ['null', 'null.json', 'null', /null\.json: holds no list/],
  ])('refuses a file with %s', async (_case, name, content, message) => {
    const starting = startSource([write(name, content)]);
    await expect(starting).rejects.toThrow(IdentityFileError);
    await expect(starting).rejects.toThrow(message);
  });

  it('refuses a file that is not there, and names it', async () => {
    const missing = join(directory, 'missing.json');
    await expect(startSource([missing])).rejects.toMatchObject({ path: missing });
  });
});

describe('createIdentitySource', () => {
  const environment = readEnvironment(API_ENVIRONMENT, {});

  it('names nothing when it is not asked to', async () => {
    const source = createIdentitySource(environment);
    await source.start();
    expect(source.kind).toBe('none');
    expect(source.find(NODE, 'any')).toBeUndefined();
  });

  it('reads the files of a list with commas', async () => {
    const source = createIdentitySource({
      ...environment,
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: recorded('pods', 'jobs').join(','),
    });
    await source.start();
    expect(source.kind).toBe('file');
    expect(source.find(NODE, 'c44e1db4-319f-49ad-bae3-30f5cafda26f')?.workload.kind).toBe(
      'CronJob',
    );
  });

  it('needs a file to name pods from', () => {
    expect(() => createIdentitySource({ ...environment, IDENTITY_SOURCE: 'file' })).toThrow(
      'IDENTITY_SOURCE=file needs IDENTITY_FILE.',
    );
  });
});
