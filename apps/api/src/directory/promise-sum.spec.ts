import { OwnerIndex } from '../identity/owners';
import { readPod } from '../identity/read-pod';
import { PodGroups } from './pod-groups';
import { PodRecord, type Existence } from './pod-record';
import { sumPromises } from './promise-sum';

interface Words {
  readonly requests?: Record<string, string>;
  readonly limits?: Record<string, string>;
  readonly phase?: string;
  readonly existence?: Existence;
}

function podOf({ requests, limits, phase, existence = 'exists' }: Words): PodRecord {
  const pod = new PodRecord(undefined, undefined);
  pod.identity = readPod(
    {
      metadata: { uid: 'u', namespace: 'shop', name: 'web' },
      spec: { containers: [{ name: 'app', resources: { requests, limits } }] },
      status: { phase },
    },
    new OwnerIndex(),
  );
  pod.existence = existence;
  return pod;
}

const WHOLE = { requests: { cpu: '0.1', memory: '1Ki' }, limits: { cpu: '1', memory: '2Ki' } };

describe('sumPromises', () => {
  it('adds up what all pods have', () => {
    expect(sumPromises([podOf(WHOLE), podOf(WHOLE), podOf(WHOLE)])).toEqual({
      pods: 3,
      requests: { cpuMillicores: 300, memoryBytes: 3_072 },
      podsWithoutRequests: { cpuMillicores: 0, memoryBytes: 0 },
      limits: { cpuMillicores: 3_000, memoryBytes: 6_144 },
      podsWithoutLimits: { cpuMillicores: 0, memoryBytes: 0 },
    });
  });

  it('counts the pods without a request or limit, which the sums lack', () => {
    const partly = podOf({ requests: { cpu: '50m' }, limits: { memory: '1Ki' } });
    expect(sumPromises([podOf(WHOLE), partly, podOf({})])).toEqual({
      pods: 3,
      requests: { cpuMillicores: 150, memoryBytes: 1_024 },
      podsWithoutRequests: { cpuMillicores: 1, memoryBytes: 2 },
      limits: { cpuMillicores: 1_000, memoryBytes: 3_072 },
      podsWithoutLimits: { cpuMillicores: 2, memoryBytes: 1 },
    });
  });

  it('has no sum where no pod has a request or limit', () => {
    expect(sumPromises([podOf({})])).toEqual({
      pods: 1,
      requests: { cpuMillicores: undefined, memoryBytes: undefined },
      podsWithoutRequests: { cpuMillicores: 1, memoryBytes: 1 },
      limits: { cpuMillicores: undefined, memoryBytes: undefined },
      podsWithoutLimits: { cpuMillicores: 1, memoryBytes: 1 },
    });
  });

  it.each<[string, Words]>([
    ['has ended', { ...WHOLE, phase: 'Succeeded' }],
    ['has failed', { ...WHOLE, phase: 'Failed' }],
    ['is gone', { ...WHOLE, existence: 'gone' }],
    ['nobody tells of', { ...WHOLE, existence: 'unknown' }],
  ])('leaves out a pod that %s', (_case, words) => {
    expect(sumPromises([podOf(words)])).toBeUndefined();
    expect(sumPromises([podOf(words), podOf({ ...WHOLE, phase: 'Pending' })])?.pods).toBe(1);
  });
});

describe('PodGroups.promisesOf', () => {
  it('follows every change of a pod', () => {
    const groups = new PodGroups();
    const [a, b] = [podOf(WHOLE), podOf(WHOLE)];
    groups.put(a, 'shop');
    groups.put(b, 'shop');
    expect(groups.promisesOf('shop')?.requests.cpuMillicores).toBe(200);
    a.existence = 'gone';
    groups.put(a, 'shop');
    expect(groups.promisesOf('shop')?.requests.cpuMillicores).toBe(100);
    groups.put(b, 'batch');
    expect(groups.promisesOf('shop')).toBeUndefined();
    expect(groups.promisesOf('batch')?.pods).toBe(1);
    groups.remove(b);
    expect(groups.promisesOf('batch')).toBeUndefined();
  });
});
