import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../exit-codes';
import { createFakeKubectl, type FakeKubectl } from '../testing/fake-kubectl';
import { deploy, findOld } from './deploy';

let fake: FakeKubectl;
afterEach(() => fake.remove());

it('finds the workloads that were there before', () => {
  fake = createFakeKubectl([]);
  const applied = [
    'namespace/kubemonitor unchanged',
    'deployment.apps/monitor-api configured',
    'daemonset.apps/resource-collector unchanged',
    'deployment.apps/other created',
  ].join('\n');
  expect(findOld(applied)).toEqual([
    'deployment.apps/monitor-api',
    'daemonset.apps/resource-collector',
  ]);
});

/** One is bound, one is of a class: neither can be had. */
const VOLUMES_OF_OTHERS = [
  { metadata: { name: 'bound' }, spec: {}, status: { phase: 'Bound' } },
  {
    metadata: { name: 'fast' },
    spec: { storageClassName: 'fast' },
    status: { phase: 'Available' },
  },
];

it('refuses a claim nobody would fill, before it makes anything', async () => {
  fake = createFakeKubectl([
    { when: 'create --dry-run=client', stdout: 'persistentvolumeclaim/monitor-api-data\n' },
    { when: 'get persistentvolumeclaims', stdout: '{"items":[]}' },
    { when: 'get storageclasses', stdout: '{"items":[]}' },
    { when: 'get persistentvolumes', stdout: JSON.stringify({ items: VOLUMES_OF_OTHERS }) },
  ]);
  const { workspace } = fake.context;
  mkdirSync(join(workspace, 'deploy'));
  writeFileSync(join(workspace, 'deploy', 'monitor.yaml'), '');
  await expect(deploy(fake.context, {})).rejects.toMatchObject({
    message: expect.stringContaining('no default storage class') as string,
    remedy: expect.stringContaining('--overlay demo') as string,
    exitCode: EXIT.missing,
  });
  expect(fake.calls().some((call) => call.startsWith('apply'))).toBe(false);
});

it('takes a volume that an administrator has made for it', async () => {
  const free = { metadata: { name: 'made' }, spec: {}, status: { phase: 'Available' } };
  fake = createFakeKubectl([
    { when: 'create --dry-run=client', stdout: 'persistentvolumeclaim/monitor-api-data\n' },
    { when: 'get persistentvolumeclaims', stdout: '{"items":[]}' },
    { when: 'get storageclasses', stdout: '{"items":[]}' },
    { when: 'get persistentvolumes', stdout: JSON.stringify({ items: [free] }) },
    { when: 'apply', stderr: 'stopped here', code: 1 },
  ]);
  const { workspace } = fake.context;
  mkdirSync(join(workspace, 'deploy'));
  writeFileSync(join(workspace, 'deploy', 'monitor.yaml'), '');
  await expect(deploy(fake.context, {})).rejects.toThrow('stopped here');
});

it('refuses an overlay that is not there', async () => {
  fake = createFakeKubectl([]);
  await expect(deploy(fake.context, { overlay: 'none-such' })).rejects.toMatchObject({
    exitCode: EXIT.badUsage,
  });
});
