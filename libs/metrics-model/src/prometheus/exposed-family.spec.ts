import { SCOPES } from '../metrics/metric';
import { exposedFamilies, type Exposer } from './exposed-family';

const EXPOSERS: readonly Exposer[] = ['cadvisor', 'resource', 'node'];

const namesOf = (exposer: Exposer, scope: (typeof SCOPES)[number]) =>
  exposedFamilies(exposer, scope).map(({ name }) => name);

describe('what is exposed', () => {
  it('has each name once for a scope, and samples that are told apart', () => {
    for (const exposer of EXPOSERS) {
      for (const scope of SCOPES) {
        const names = namesOf(exposer, scope);
        expect(new Set(names).size).toBe(names.length);
        for (const { members } of exposedFamilies(exposer, scope)) {
          const keys = members.map(({ labels }) => JSON.stringify(labels));
          expect(new Set(keys).size).toBe(keys.length);
        }
      }
    }
  });

  it('of a pod is only its network, and its sums as /metrics/resource has them', () => {
    expect(namesOf('cadvisor', 'pod').every((name) => name.startsWith('container_network_'))).toBe(
      true,
    );
    expect(namesOf('resource', 'pod')).toEqual([
      'pod_cpu_usage_seconds_total',
      'pod_memory_working_set_bytes',
      'pod_swap_usage_bytes',
    ]);
    expect(namesOf('node', 'pod')).toEqual([]);
  });

  it('of a machine is its size to cAdvisor', () => {
    expect(namesOf('cadvisor', 'node')).toEqual(['machine_cpu_cores', 'machine_memory_bytes']);
  });

  it('under node_exporter’s names has no sum of all CPUs, and no rate', () => {
    const names = namesOf('node', 'node');
    expect(names).toContain('node_memory_MemAvailable_bytes');
    expect(names).not.toContain('node_cpu_seconds_total');
    expect(names).not.toContain('node_cpu_usage_cores');
    expect(names).not.toContain('machine_cpu_cores');
  });

  it('calls what goes by the kernel’s own word untyped', () => {
    const types = exposedFamilies('node', 'node').map(({ name, type }) => [name, type]);
    expect(types).toContainEqual(['node_vmstat_pgmajfault', 'untyped']);
    expect(types).toContainEqual(['node_load1', 'gauge']);
    expect(types).toContainEqual(['node_disk_read_bytes_total', 'counter']);
  });

  it('divides what is stored in smaller units, and keeps every digit of it', () => {
    const [cpu] = exposedFamilies('cadvisor', 'container');
    expect(cpu).toEqual({
      name: 'container_cpu_usage_seconds_total',
      type: 'counter',
      help: 'CPU time of all tasks of the cgroup and below it.',
      members: [
        {
          metric: 'cpu_usage_microseconds',
          labels: { cpu: 'total' },
          divisor: 1_000_000,
          decimals: 6,
        },
      ],
    });
  });
});
