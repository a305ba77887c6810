import type { PodIdentity } from './pod-identity';
import { PodIndex } from './pod-index';
import { OwnerIndex } from './owners';
import { readPod } from './read-pod';

function pod(uid: string, node: string | undefined, hash?: string): PodIdentity {
  const annotations = hash === undefined ? undefined : { 'kubernetes.io/config.hash': hash };
  const found = readPod(
    {
      metadata: { uid, name: `name-${uid}`, namespace: 'ns', annotations },
      spec: { nodeName: node },
    },
    new OwnerIndex(),
  );
  if (found === undefined) throw new Error('the pod has no name');
  return found;
}

describe('PodIndex', () => {
  it('finds a pod by uid, whatever node asks', () => {
    const index = new PodIndex();
    const web = pod('u1', 'worker-1');
    index.put(web);
    expect(index.find('worker-1', 'u1')).toBe(web);
    expect(index.find('worker-2', 'u1')).toBe(web);
    expect(index.find('worker-1', 'u2')).toBeUndefined();
    expect(index.size).toBe(1);
  });

  it('finds a static pod by hash on its own node only', () => {
    const index = new PodIndex();
    const first = pod('m1', 'worker-1', 'same-hash');
    const second = pod('m2', 'worker-2', 'same-hash');
    index.put(first);
    index.put(second);
    expect(index.find('worker-1', 'same-hash')).toBe(first);
    expect(index.find('worker-2', 'same-hash')).toBe(second);
    expect(index.find('worker-3', 'same-hash')).toBeUndefined();
    expect(index.size).toBe(2);
  });

  it('keeps the newer of two with one uid', () => {
    const index = new PodIndex();
    index.put(pod('u1', undefined));
    const bound = pod('u1', 'worker-1');
    index.put(bound);
    expect(index.find('worker-1', 'u1')).toBe(bound);
    expect(index.size).toBe(1);
  });

  it('takes a pod out, by uid and by hash', () => {
    const index = new PodIndex();
    index.put(pod('u1', 'worker-1'));
    index.put(pod('m1', 'worker-1', 'hash'));
    index.remove('u1');
    index.remove('m1');
    index.remove('never-there');
    expect(index.get('u1')).toBeUndefined();
    expect(index.find('worker-1', 'hash')).toBeUndefined();
    expect([...index.values()]).toEqual([]);
  });

  it('keeps the newer of two mirrors when the older is taken out after it came', () => {
    const index = new PodIndex();
    index.put(pod('m1', 'worker-1', 'hash'));
    const newer = pod('m2', 'worker-1', 'hash');
    index.put(newer);
    index.remove('m1');
    expect(index.find('worker-1', 'hash')).toBe(newer);
  });
});
