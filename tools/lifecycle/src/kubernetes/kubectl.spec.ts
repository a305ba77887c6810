import { CommandRunner, Kubectl } from '@kubemonitor/compare';
import { createFakeKubectl, type FakeKubectl } from '../testing/fake-kubectl';
import { createReaderToken } from './reader-token';

let fake: FakeKubectl;
afterEach(() => fake.remove());

it('reads JSON, and asks for it', async () => {
  fake = createFakeKubectl([{ when: 'get nodes', stdout: '{"items":[]}' }]);
  expect(await fake.context.kubectl.json(['get', 'nodes'])).toEqual({ items: [] });
  expect(fake.calls()).toEqual(['get nodes -o json']);
});

it.each([
  ['Error from server (Forbidden): nodes is forbidden', /lacks this right/, 'not_allowed'],
  ['The connection to the server localhost:8080 was refused', /does not answer/, 'missing'],
  ['error: You must be logged in to the server (Unauthorized)', /log in again/, 'not_allowed'],
  ['error: something else', /^$/, 'failed'],
])('turns "%s" into a remedy', async (stderr, remedy, fault) => {
  fake = createFakeKubectl([{ when: 'get', stderr, code: 1 }]);
  await expect(fake.context.kubectl.requireCluster()).rejects.toMatchObject({
    message: expect.stringContaining(stderr) as string,
    fault,
  });
  const error = (await fake.context.kubectl.requireCluster().catch((e: unknown) => e)) as {
    remedy?: string;
  };
  expect(error.remedy ?? '').toMatch(remedy);
});

it('says which program is missing', async () => {
  fake = createFakeKubectl([]);
  const runner = new CommandRunner(false, () => undefined);
  const kubectl = new Kubectl(runner, { program: ['/no/such/kubectl'] });
  await expect(kubectl.text(['version'])).rejects.toMatchObject({
    message: 'There is no program "/no/such/kubectl".',
    fault: 'missing',
  });
});

it('changes nothing with a dry run, and tells what it would do', async () => {
  fake = createFakeKubectl([], { isDryRun: true });
  expect(await fake.context.kubectl.change(['apply', '-f', 'a b.yaml'])).toBe('');
  expect(fake.calls()).toEqual([]);
  expect(fake.printed).toEqual([
    expect.stringMatching(/^would run: \S+kubectl apply -f 'a b.yaml'$/),
  ]);
});

it('makes a token by the path every cluster has, and takes its account away afterwards', async () => {
  fake = createFakeKubectl([{ when: 'create --raw', stdout: '{"status":{"token":"abc"}}' }]);
  expect(await createReaderToken(fake.context)).toBe('abc');
  expect(fake.calls()).toEqual([
    'apply -f -',
    'create --raw /api/v1/namespaces/kubemonitor/serviceaccounts/kubemonitor-lifecycle/token -f -',
  ]);
  await fake.cleanUp();
  expect(fake.calls().at(-1)).toBe('delete -f - --ignore-not-found --wait=false');
});
