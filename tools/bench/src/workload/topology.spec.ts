import { namespaceName, nodeName, podsOf, type ClusterShape } from './topology';

const SHAPE: ClusterShape = {
  seed: 1,
  nodes: 100,
  podsPerNode: 30,
  namespaces: 20,
  deployments: 200,
  intervalSeconds: 5,
};

describe('nodeName', () => {
  it('sorts as it counts', () => {
    expect(nodeName(7)).toBe('node-00007');
  });
});

describe('podsOf', () => {
  const pods = Array.from({ length: SHAPE.nodes }, (_, node) => podsOf(SHAPE, node)).flat();

  it('gives the same pods at each call', () => {
    expect(podsOf(SHAPE, 3)).toEqual(podsOf(SHAPE, 3));
  });

  it('gives each node as many as asked for', () => {
    expect(pods).toHaveLength(3_000);
    expect(podsOf(SHAPE, 3).every(({ node }) => node === 'node-00003')).toBe(true);
  });

  it('gives each pod a name and uid of its own', () => {
    expect(new Set(pods.map(({ uid }) => uid)).size).toBe(3_000);
    expect(new Set(pods.map(({ namespace, name }) => `${namespace}/${name}`)).size).toBe(3_000);
  });

  it('writes uids as Kubernetes does', () => {
    for (const { uid } of pods) {
      expect(uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });

  it('uses all namespaces and keeps a deployment in one', () => {
    const namespaceOf = new Map(pods.map((pod) => [pod.deployment, pod.namespace]));
    expect(new Set(namespaceOf.values()).size).toBe(20);
    expect(pods.every((pod) => namespaceOf.get(pod.deployment) === pod.namespace)).toBe(true);
  });

  it('names a pod after its deployment and template', () => {
    const [pod] = pods;
    expect(pod.name.startsWith(`${pod.deployment}-${pod.templateHash}-`)).toBe(true);
  });
});

describe('namespaceName', () => {
  it('goes round', () => {
    expect(namespaceName(SHAPE, 23)).toBe('team-003');
  });
});
