import { AT, RECORD_VALUES } from './metrics';
import { NodeWorkload } from './node-workload';
import type { ClusterShape } from './topology';

const SHAPE: ClusterShape = {
  seed: 1,
  nodes: 100,
  podsPerNode: 30,
  namespaces: 20,
  deployments: 200,
  intervalSeconds: 5,
};

function run(node: number, steps: number): NodeWorkload {
  const workload = new NodeWorkload(SHAPE, node);
  for (let step = 0; step < steps; step += 1) workload.step();
  return workload;
}

describe('NodeWorkload', () => {
  it('gives the same samples again', () => {
    expect(run(3, 20).values).toEqual(run(3, 20).values);
  });

  it('gives nodes samples of their own', () => {
    expect(run(3, 1).values).not.toEqual(run(4, 1).values);
  });

  it('counts in whole numbers that a double holds', () => {
    const { values } = run(5, 50);
    expect(values.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
  });

  it('never lets a counter go down', () => {
    const workload = new NodeWorkload(SHAPE, 9);
    const counters = [AT.cpu, AT.diskRead, AT.diskWrite, AT.networkRx, AT.networkTx];
    workload.step();
    for (let step = 0; step < 100; step += 1) {
      const before = workload.values.slice();
      workload.step();
      const isDown = workload.values.findIndex(
        (value, at) => counters.includes((at % RECORD_VALUES) as never) && value < before[at],
      );
      expect(isDown).toBe(-1);
    }
  });

  it('adds the pods up to the node', () => {
    const { values } = run(2, 10);
    let tasks = 150;
    for (let pod = 1; pod <= SHAPE.podsPerNode; pod += 1) {
      tasks += values[pod * RECORD_VALUES + AT.pids];
    }
    expect(values[AT.pids]).toBe(tasks);
  });

  it('keeps working set, usage, rss and cache in order', () => {
    const { values } = run(2, 10);
    for (let at = RECORD_VALUES; at < values.length; at += RECORD_VALUES) {
      expect(values[at + AT.usage]).toBe(values[at + AT.rss] + values[at + AT.cache]);
      expect(values[at + AT.workingSet]).toBeLessThanOrEqual(values[at + AT.usage]);
    }
  });

  it('mixes kinds of pods as the goals say', () => {
    const kinds = Array.from({ length: 100 }, (_, node) => new NodeWorkload(SHAPE, node).kinds);
    const share = (kind: string) => kinds.flat().filter((one) => one === kind).length / 3_000;
    expect(share('idle')).toBeCloseTo(0.45, 1);
    expect(share('service')).toBeCloseTo(0.35, 1);
    expect(share('database')).toBeCloseTo(0.12, 1);
    expect(share('job')).toBeCloseTo(0.08, 1);
  });
});
