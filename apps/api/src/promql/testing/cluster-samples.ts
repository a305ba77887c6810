import { written, type WrittenSeries } from '@kubemonitor/promql';

/** Samples are 15 s apart and 7 s off full minutes, so that none lies on the edge of a range. */
export const INTERVAL_MS = 15_000;
export const TICKS = 80;

/** A sequence of numbers that looks random and is the same each time (an LCG of 32 bits). */
function createSequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ticks = <T>(make: (tick: number) => T): T[] =>
  Array.from({ length: TICKS }, (_, tick) => make(tick));

/** A counter that begins again where `resetAt` says, with gaps. */
function counter(seed: number, { scale = 1, resetAt = -1, gaps = false } = {}): (number | null)[] {
  const next = createSequence(seed);
  let total = next() * scale * 3;
  return ticks((tick) => {
    total = tick === resetAt ? next() * scale : total + next() * scale;
    const isGap = gaps && tick % 11 > 7;
    return isGap ? null : total;
  });
}

function gauge(seed: number, scale: number): number[] {
  const next = createSequence(seed);
  return ticks(() => Math.round(next() * scale));
}

const always = (value: number): number[] => ticks(() => value);

/** A small cluster: two namespaces, five pods with two containers, on two nodes. */
export function createClusterSamples(): WrittenSeries[] {
  const series: WrittenSeries[] = [];
  const pods = ['web-a', 'web-b', 'db-0', 'job-1', 'api-x'];
  pods.forEach((pod, index) => {
    const namespace = index < 3 ? 'shop' : 'batch';
    const node = index % 2 === 0 ? 'n1' : 'n2';
    series.push(
      written(
        'kube_pod_info',
        { namespace, pod, node, uid: `u${index}`, pod_ip: `10.0.0.${index}` },
        always(1),
      ),
      written(
        'kube_pod_status_phase',
        { namespace, pod, phase: 'Running' },
        always(index === 3 ? 0 : 1),
      ),
    );
    for (const direction of ['receive', 'transmit']) {
      series.push(
        written(
          `container_network_${direction}_bytes_total`,
          { namespace, pod, interface: 'eth0', node },
          counter(index * 7 + direction.length, { scale: 5_000 }),
        ),
      );
    }
    ['app', 'side'].forEach((container, at) => {
      const seed = index * 10 + at;
      const labels = { namespace, pod, container, node, image: `registry/${container}:1` };
      series.push(
        written(
          'container_cpu_usage_seconds_total',
          { ...labels, cpu: 'total' },
          counter(seed, { scale: 4, resetAt: seed % 3 === 0 ? 40 : -1, gaps: seed % 4 === 1 }),
        ),
        written('container_memory_working_set_bytes', labels, gauge(seed + 100, 1e8)),
        written('container_fs_reads_bytes_total', labels, counter(seed + 300, { scale: 4_096 })),
      );
      for (const resource of ['cpu', 'memory']) {
        const value = resource === 'cpu' ? 0.1 * (at + 1) : 2 ** 27;
        const unit = resource === 'cpu' ? 'core' : 'byte';
        series.push(
          written(
            'kube_pod_container_resource_requests',
            { namespace, pod, container, node, resource, unit },
            always(value),
          ),
          written(
            'kube_pod_container_resource_limits',
            { namespace, pod, container, node, resource, unit },
            always(value * 2),
          ),
        );
      }
    });
  });
  for (const node of ['n1', 'n2']) {
    const seed = node === 'n1' ? 500 : 600;
    const labels = { node, instance: node };
    series.push(
      written('up', { job: 'node-exporter', instance: node }, always(1)),
      written('node_memory_MemTotal_bytes', labels, always(8e9)),
      written('node_memory_MemFree_bytes', labels, gauge(seed, 3e9)),
      written('node_memory_Buffers_bytes', labels, gauge(seed + 1, 1e8)),
      written('node_memory_Cached_bytes', labels, gauge(seed + 2, 2e9)),
      written('kube_node_status_capacity', { node, resource: 'cpu', unit: 'core' }, always(4)),
      written(
        'kube_node_status_allocatable',
        { node, resource: 'memory', unit: 'byte' },
        always(7.5e9),
      ),
      written('kubelet_running_pods', labels, gauge(seed + 3, 20)),
      written(
        'odd',
        { node, kind: 'nan' },
        ticks((tick) => (tick % 5 === 0 ? Number.NaN : tick)),
      ),
      written(
        'odd',
        { node, kind: 'inf' },
        ticks((tick) => (tick % 7 === 0 ? Number.POSITIVE_INFINITY : -tick / 3)),
      ),
    );
    for (const mode of ['user', 'system', 'idle']) {
      series.push(
        written(
          'node_cpu_seconds_total',
          { ...labels, cpu: '0', mode },
          counter(seed + mode.length, { scale: 8 }),
        ),
      );
    }
  }
  return series;
}
