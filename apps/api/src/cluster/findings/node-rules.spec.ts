import type { KnownNode } from '../known-nodes';
import { judgeNodeUse } from './node-pressure';
import { judgeNodeState } from './node-state';

describe('judgeNodeUse', () => {
  const codesOf = (use: Record<string, number>) =>
    judgeNodeUse('worker-1', use).map(({ severity, code }) => `${severity} ${code}`);

  it.each([
    [{ memory_used_bytes: 89, memory_total_bytes: 100 }, []],
    [{ memory_used_bytes: 90, memory_total_bytes: 100 }, ['warning node_memory_high']],
    [{ memory_used_bytes: 97, memory_total_bytes: 100 }, ['error node_memory_high']],
    [{ memory_used_bytes: 97 }, []],
    [{ cpu_millicores: 3_600, cpu_capacity_millicores: 4_000 }, ['warning node_cpu_high']],
    [{ cpu_pressure_some_ratio: 0.5 }, ['warning node_cpu_pressure']],
    [{ memory_pressure_full_ratio: 0.1 }, ['warning node_memory_pressure']],
    [{ io_pressure_full_ratio: 0.24 }, []],
    [{}, []],
  ])('of %j', (use, expected) => {
    expect(codesOf(use)).toEqual(expected);
  });
});

describe('judgeNodeState', () => {
  const resources = { cpuMillicores: 1, memoryBytes: 1, pods: 1 };
  const node = (isReady: boolean | undefined, isSchedulable: boolean): KnownNode => ({
    name: 'worker-1',
    entity: undefined,
    hearing: 'reporting',
    identity: {
      name: 'worker-1',
      uid: 'u',
      labels: {},
      isReady,
      isSchedulable,
      capacity: resources,
      allocatable: resources,
    },
  });

  it.each([
    [node(true, true), []],
    [node(false, true), ['node_not_ready']],
    [node(undefined, true), ['node_not_ready']],
    [node(true, false), ['node_cordoned']],
    [{ ...node(true, true), hearing: 'silent' } as const, ['collector_silent']],
  ])('case %#', (known, codes) => {
    expect(judgeNodeState(known, 0).map(({ code }) => code)).toEqual(codes);
  });
});
