import { EXIT } from '../exit-codes';
import { createFakeKubectl, type FakeAnswer, type FakeKubectl } from '../testing/fake-kubectl';
import { shutdown } from './shutdown';

const LABELS = { 'app.kubernetes.io/part-of': 'kubemonitor' };

function namespaceAnswer(labels: object): FakeAnswer {
  const metadata = { name: 'kubemonitor', uid: 'u', labels };
  return { when: 'get namespace kubemonitor', stdout: JSON.stringify({ metadata }) };
}

function contentAnswer(...items: object[]): FakeAnswer {
  return { when: 'get deployments,', stdout: JSON.stringify({ items }) };
}

const NO_REGISTRATIONS: FakeAnswer = { when: 'get apiservices', stdout: '{"items":[]}' };

const OWN = { kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', uid: '1' } };

let fake: FakeKubectl;
afterEach(() => fake.remove());
const deletions = () => fake.calls().filter((call) => call.startsWith('delete'));

it('removes by label, then the namespace, and looks whether all is gone', async () => {
  fake = createFakeKubectl([NO_REGISTRATIONS, namespaceAnswer(LABELS), contentAnswer(OWN)]);
  expect(await shutdown(fake.context, {})).toBe(EXIT.done);
  const [inside, trust, wide, namespace, ...more] = deletions();
  expect(inside).toMatch(
    /^delete deployments,\S+,persistentvolumeclaims --namespace=kubemonitor --selector=app.kubernetes.io\/part-of=kubemonitor /,
  );
  expect(trust).toMatch(
    /^delete rolebindings --namespace=kube-system --selector=app.kubernetes.io\/part-of=kubemonitor /,
  );
  expect(wide).toMatch(
    /^delete clusterrolebindings,clusterroles,priorityclasses --selector=app.kubernetes.io\/part-of=kubemonitor /,
  );
  expect(namespace).toMatch(/^delete namespace kubemonitor /);
  expect(more).toEqual([]);
  expect(fake.printed).toEqual(['nothing of kubemonitor is left in the cluster']);
});

it('leaves a namespace that holds something else', async () => {
  const foreign = { kind: 'Deployment', metadata: { name: 'shop', uid: '2' } };
  fake = createFakeKubectl([
    NO_REGISTRATIONS,
    namespaceAnswer(LABELS),
    contentAnswer(OWN, foreign),
  ]);
  expect(await shutdown(fake.context, {})).toBe(EXIT.done);
  expect(deletions().some((call) => call.startsWith('delete namespace'))).toBe(false);
});

it('leaves a namespace that kubemonitor did not make', async () => {
  fake = createFakeKubectl([NO_REGISTRATIONS, namespaceAnswer({}), contentAnswer()]);
  expect(await shutdown(fake.context, {})).toBe(EXIT.done);
  expect(deletions().some((call) => call.startsWith('delete namespace'))).toBe(false);
});

it('keeps data when asked to', async () => {
  fake = createFakeKubectl([NO_REGISTRATIONS, namespaceAnswer(LABELS), contentAnswer()]);
  expect(await shutdown(fake.context, { keepData: true })).toBe(EXIT.done);
  expect(deletions()).toHaveLength(3);
  expect(deletions()[0]).not.toContain('persistentvolumeclaims');
});

it('says what is left', async () => {
  const left = { when: 'get namespaces,', stdout: 'clusterrole.rbac.authorization.k8s.io/x\n' };
  fake = createFakeKubectl([NO_REGISTRATIONS, namespaceAnswer(LABELS), contentAnswer(), left]);
  await expect(shutdown(fake.context, {})).rejects.toThrow(
    'Still there: clusterrole.rbac.authorization.k8s.io/x',
  );
});

it('removes nothing with a dry run', async () => {
  fake = createFakeKubectl([NO_REGISTRATIONS, namespaceAnswer(LABELS), contentAnswer()], {
    isDryRun: true,
  });
  expect(await shutdown(fake.context, {})).toBe(EXIT.done);
  expect(deletions()).toEqual([]);
});
