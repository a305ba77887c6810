import type { Entity } from '@kubemonitor/storage';
import fc from 'fast-check';
import { PodLists } from './pod-lists';
import { PodRecord, type Existence } from './pod-record';

interface Seen {
  lastSeenMs: number;
}

/** A pod of a node without a name, and the time of its newest sample, which the test moves on. */
function createPod(id: string, node: string, lastSeenMs: number): [PodRecord, Seen] {
  const entity = { scope: 'pod', node, id, traits: {}, lastSeenMs };
  return [new PodRecord(entity as unknown as Entity, undefined), entity];
}

function idsOf(pods: readonly PodRecord[]): (string | undefined)[] {
  return pods.map(({ entity }) => entity?.id);
}

describe('PodLists', () => {
  it('looks at a pod to the millisecond', () => {
    const lists = new PodLists();
    const [pod] = createPod('a', 'n1', 10_500);
    lists.put(pod);
    expect(idsOf(lists.listLatest(10_500))).toEqual(['a']);
    expect(idsOf(lists.listLatest(10_501))).toEqual([]);
    expect(idsOf(lists.listAll())).toEqual(['a']);
  });

  it('has a pod back when its node tells of it again', () => {
    const lists = new PodLists();
    const [pod, seen] = createPod('a', 'n1', 1_000);
    lists.put(pod);
    lists.listLatest(2_000);
    lists.heard('n1');
    expect(idsOf(lists.listLatest(2_000))).toEqual([]);
    seen.lastSeenMs = 3_000;
    lists.heard('n2');
    expect(idsOf(lists.listLatest(2_000))).toEqual([]);
    lists.heard('n1');
    expect(idsOf(lists.listLatest(2_000))).toEqual(['a']);
  });

  it('keeps a pod the cluster has, and drops one that is gone', () => {
    const lists = new PodLists();
    const [pod] = createPod('a', 'n1', 1_000);
    pod.existence = 'exists';
    lists.put(pod);
    expect(idsOf(lists.listLatest(9_000_000))).toEqual(['a']);
    pod.existence = 'gone';
    lists.put(pod);
    expect(idsOf(lists.listLatest(0))).toEqual([]);
    expect(idsOf(lists.listAll())).toEqual(['a']);
    lists.remove(pod);
    expect(idsOf(lists.listAll())).toEqual([]);
  });

  it('lists what a look at every pod would list, whatever happens', () => {
    const step = fc.record({
      pod: fc.nat({ max: 5 }),
      act: fc.constantFrom('hear', 'exists', 'gone', 'unknown', 'remove'),
      waitMs: fc.nat({ max: 3_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lists = new PodLists();
        const pods = Array.from({ length: 6 }, (_, at) => createPod(`p${at}`, `n${at % 2}`, 0));
        const held = new Set<PodRecord>();
        let nowMs = 5_000;
        for (const { pod: at, act, waitMs } of steps) {
          nowMs += waitMs;
          const [pod, seen] = pods[at];
          if (act === 'hear') seen.lastSeenMs = nowMs;
          else if (act !== 'remove') pod.existence = act as Existence;
          if (act === 'remove') {
            lists.remove(pod);
            held.delete(pod);
          } else if (act === 'hear' && held.has(pod)) {
            lists.heard(`n${at % 2}`);
          } else {
            lists.put(pod);
            held.add(pod);
          }
          const sinceMs = nowMs - 5_000;
          const expected = pods.filter(
            ([candidate, { lastSeenMs }]) =>
              held.has(candidate) &&
              candidate.existence !== 'gone' &&
              (candidate.existence === 'exists' || lastSeenMs >= sinceMs),
          );
          // p0, p2, p4 are on n0, the others on n1: lists go by node where there is no name.
          const inOrder = expected.sort(([a], [b]) => (a.sortKey < b.sortKey ? -1 : 1));
          expect(idsOf(lists.listLatest(sinceMs))).toEqual(
            inOrder.map(([{ entity }]) => entity?.id),
          );
          expect(lists.listAll()).toHaveLength(held.size);
        }
      }),
    );
  });
});
