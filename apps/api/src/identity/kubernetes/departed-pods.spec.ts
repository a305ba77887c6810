import { OwnerIndex } from '../owners';
import type { PodIdentity } from '../pod-identity';
import { readPod } from '../read-pod';
import { DepartedPods } from './departed-pods';

function pod(uid: string): PodIdentity {
  const object = { metadata: { uid, name: uid, namespace: 'ns' }, spec: { nodeName: 'n1' } };
  const found = readPod(object, new OwnerIndex());
  if (found === undefined) throw new Error('the pod has no name');
  return found;
}

describe('DepartedPods', () => {
  it('finds a pod for an hour', () => {
    const departed = new DepartedPods();
    const web = pod('web');
    departed.add(web, 1_000);
    departed.add(pod('later'), 2_000);
    expect(departed.find('n1', 'web', 3_600_999)).toBe(web);
    expect(departed.find('n1', 'web', 3_601_000)).toBeUndefined();
    expect(departed.size).toBe(1);
  });

  it('counts the hour from the last time it was gone', () => {
    const departed = new DepartedPods();
    departed.add(pod('web'), 0);
    departed.add(pod('db'), 500);
    departed.add(pod('web'), 1_000);
    expect(departed.find('n1', 'web', 3_600_600)?.name).toBe('web');
    expect(departed.find('n1', 'db', 3_600_600)).toBeUndefined();
  });

  it('holds no more than 20,000, the newest', () => {
    const departed = new DepartedPods();
    for (let n = 0; n < 20_010; n += 1) departed.add(pod(`p${n}`), n);
    expect(departed.size).toBe(20_000);
    expect(departed.find('n1', 'p9', 20_010)).toBeUndefined();
    expect(departed.find('n1', 'p10', 20_010)?.name).toBe('p10');
  });
});
