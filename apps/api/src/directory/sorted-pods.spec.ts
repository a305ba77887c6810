import type { Entity } from '@kubemonitor/storage';
import fc from 'fast-check';
import { OwnerIndex } from '../identity/owners';
import { readPod } from '../identity/read-pod';
import { PodGroups } from './pod-groups';
import { PodRecord } from './pod-record';
import { SortedPods } from './sorted-pods';

/** A pod of node `n` without a name; `rename` gives it one. */
function createPod(id: string): PodRecord {
  const entity = { scope: 'pod', node: 'n', id, traits: {} } as Entity;
  return new PodRecord(entity, undefined);
}

function rename(pod: PodRecord, name: string): PodRecord {
  const metadata = { uid: pod.entity?.id, namespace: 'ns', name };
  pod.identity = readPod({ metadata }, new OwnerIndex());
  return pod;
}

function createNamed(name: string): PodRecord {
  return rename(createPod(`uid-${name}`), name);
}

function namesOf(pods: readonly PodRecord[]): string[] {
  return pods.map((pod) => pod.name ?? `(${pod.entity?.id})`);
}

describe('SortedPods', () => {
  it('lists pods by name, those without one last', () => {
    const sorted = new SortedPods();
    for (const pod of [createPod('u2'), createNamed('b'), createPod('u1'), createNamed('a')]) {
      sorted.put(pod);
    }
    expect(namesOf(sorted.list())).toEqual(['a', 'b', '(u1)', '(u2)']);
  });

  it('moves a pod that is named later, and leaves the others where they are', () => {
    const sorted = new SortedPods();
    const late = createPod('u5');
    for (const pod of [
      createNamed('a'),
      createNamed('c'),
      createPod('u4'),
      late,
      createPod('u6'),
    ]) {
      sorted.put(pod);
    }
    sorted.list();
    sorted.put(rename(late, 'b'));
    expect(namesOf(sorted.list())).toEqual(['a', 'b', 'c', '(u4)', '(u6)']);
    sorted.put(rename(late, 'z'));
    expect(namesOf(sorted.list())).toEqual(['a', 'c', 'z', '(u4)', '(u6)']);
  });

  it('takes out what it holds and nothing else', () => {
    const sorted = new SortedPods();
    const pods = ['a', 'b', 'c'].map(createNamed);
    for (const pod of pods) sorted.put(pod);
    sorted.remove(pods[2]);
    sorted.list();
    sorted.remove(pods[0]);
    sorted.remove(pods[0]);
    sorted.remove(createNamed('b'));
    expect(sorted.list()).toEqual([pods[1]]);
  });

  it('gives the pods of a range of keys', () => {
    const sorted = new SortedPods();
    for (const name of ['d', 'a', 'c', 'b']) sorted.put(createNamed(name));
    expect(namesOf(sorted.between('ns\u0000b', 'ns\u0000d'))).toEqual(['b', 'c']);
    expect(namesOf(sorted.between('ns\u0000', 'ns\u0001'))).toEqual(['a', 'b', 'c', 'd']);
    expect(sorted.between('other\u0000', 'other\u0001')).toEqual([]);
  });

  it('sorts many newcomers in together', () => {
    const sorted = new SortedPods();
    const names = Array.from({ length: 1_000 }, (_, index) => String(index).padStart(4, '0'));
    const isEven = (name: string) => Number(name) % 2 === 0;
    for (const name of names.filter(isEven)) sorted.put(createNamed(name));
    sorted.list();
    for (const name of names.filter((name) => !isEven(name)).reverse())
      sorted.put(createNamed(name));
    expect(namesOf(sorted.list())).toEqual(names);
  });

  it('is in order whatever comes, goes and is renamed', () => {
    const step = fc.record({
      pod: fc.nat({ max: 11 }),
      name: fc.option(fc.constantFrom(...'abcdefgh'), { nil: undefined }),
      isListed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const pods = Array.from({ length: 12 }, (_, index) => createPod(`u${index}`));
        const held = new Set<PodRecord>();
        const sorted = new SortedPods();
        for (const { pod: index, name, isListed } of steps) {
          const pod = pods[index];
          if (name === undefined) {
            sorted.remove(pod);
            held.delete(pod);
          } else {
            sorted.put(rename(pod, name));
            held.add(pod);
          }
          if (isListed) sorted.list();
        }
        const expected = [...held].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
        expect(namesOf(sorted.list())).toEqual(namesOf(expected));
      }),
    );
  });
});

describe('PodGroups', () => {
  it('holds each pod under one key, the newest', () => {
    const groups = new PodGroups();
    const [a, b] = [createNamed('a'), createNamed('b')];
    groups.put(a, 'shop');
    groups.put(b, 'shop');
    groups.put(b, 'batch');
    groups.put(b, 'batch');
    expect([...groups.get('shop')]).toEqual([a]);
    expect([...groups.get('batch')]).toEqual([b]);
    expect(groups.keysWith((pod) => pod === a)).toEqual(['shop']);
    expect(groups.keysWith(() => true)).toEqual(['shop', 'batch']);
  });

  it('forgets groups that are empty', () => {
    const groups = new PodGroups();
    const pod = createNamed('a');
    groups.put(pod, 'shop');
    groups.put(pod, undefined);
    groups.remove(pod);
    expect(groups.get('shop').size).toBe(0);
    expect(groups.keysWith(() => true)).toEqual([]);
  });
});
