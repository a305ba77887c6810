/** Units as Grafana calls them. */
export type Unit = 'percentunit' | 'short' | 'cores' | 'bytes' | 'Bps' | 'reqps' | 's';

/** One query of a panel; `legend` with labels as `{{label}}`. */
export interface PanelQuery {
  readonly query: string;
  readonly legend: string;
}

/** A chart over time. */
export interface Panel {
  readonly title: string;
  /** What it is made of, for who wonders. */
  readonly description: string;
  readonly unit: Unit;
  readonly queries: readonly PanelQuery[];
}

/** A headline and the charts below it. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Containers as `/metrics/cadvisor` has them: those of `/metrics/resource` have no image. */
const CONTAINERS = 'image!="",namespace=~"$namespace",pod=~"$pod"';
const PODS = 'namespace=~"$namespace",pod=~"$pod"';
const NODES = 'node=~"$node"';

const rateOf = (name: string, selector: string) => `rate(${name}{${selector}}[$__rate_interval])`;
const sumBy = (labels: string, expression: string) => `sum by (${labels}) (${expression})`;

/** Values of nodes, all their processes included. */
const NODE_SECTION: Section = {
  title: 'Nodes',
  panels: [
    {
      title: 'CPU, share of the node',
      description: 'CPU time of all processes over the CPUs of the node.',
      unit: 'percentunit',
      queries: [
        {
          query: `${sumBy('node', rateOf('node_cpu_usage_seconds_total', NODES))} / ${sumBy('node', `machine_cpu_cores{${NODES}}`)}`,
          legend: '{{node}}',
        },
      ],
    },
    {
      title: 'Memory, share of the node',
      description: 'What new work could not have without swapping.',
      unit: 'percentunit',
      queries: [
        {
          query: `1 - max by (node) (node_memory_MemAvailable_bytes{${NODES}}) / max by (node) (node_memory_MemTotal_bytes{${NODES}})`,
          legend: '{{node}}',
        },
      ],
    },
    {
      title: 'Network of nodes',
      description: 'Bytes of network cards, without pods’ interfaces and bridges.',
      unit: 'Bps',
      queries: [
        {
          query: sumBy('node', rateOf('node_network_receive_bytes_total', NODES)),
          legend: '{{node}} received',
        },
        {
          query: sumBy('node', rateOf('node_network_transmit_bytes_total', NODES)),
          legend: '{{node}} sent',
        },
      ],
    },
    {
      title: 'Disks of nodes',
      description: 'Bytes of whole disks.',
      unit: 'Bps',
      queries: [
        {
          query: sumBy('node', rateOf('node_disk_read_bytes_total', NODES)),
          legend: '{{node}} read',
        },
        {
          query: sumBy('node', rateOf('node_disk_written_bytes_total', NODES)),
          legend: '{{node}} written',
        },
      ],
    },
  ],
};

/** Sums over the containers of namespaces. */
const NAMESPACE_SECTION: Section = {
  title: 'Namespaces',
  panels: [
    {
      title: 'CPU of namespaces',
      description: 'Cores in use, and what is requested.',
      unit: 'cores',
      queries: [
        {
          query: sumBy('namespace', rateOf('container_cpu_usage_seconds_total', CONTAINERS)),
          legend: '{{namespace}}',
        },
        {
          query: sumBy(
            'namespace',
            `kube_pod_container_resource_requests{resource="cpu",${PODS}} * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running",${PODS}} == 1)`,
          ),
          legend: '{{namespace}} requested',
        },
      ],
    },
    {
      title: 'Memory of namespaces',
      description: 'Working set, as kubectl top shows it.',
      unit: 'bytes',
      queries: [
        {
          query: sumBy('namespace', `container_memory_working_set_bytes{${CONTAINERS}}`),
          legend: '{{namespace}}',
        },
      ],
    },
    {
      title: 'Network of namespaces',
      description: 'Pods with the node’s own network have no count of their own.',
      unit: 'Bps',
      queries: [
        {
          query: sumBy('namespace', rateOf('container_network_receive_bytes_total', PODS)),
          legend: '{{namespace}} received',
        },
        {
          query: sumBy('namespace', rateOf('container_network_transmit_bytes_total', PODS)),
          legend: '{{namespace}} sent',
        },
      ],
    },
    {
      title: 'Pods by phase',
      description: 'Pods the cluster has.',
      unit: 'short',
      queries: [{ query: sumBy('phase', `kube_pod_status_phase{${PODS}}`), legend: '{{phase}}' }],
    },
  ],
};

/** Values of the single pods that are chosen. */
const POD_SECTION: Section = {
  title: 'Pods',
  panels: [
    {
      title: 'CPU of pods',
      description: 'Cores in use by container.',
      unit: 'cores',
      queries: [
        {
          query: sumBy(
            'namespace, pod, container',
            rateOf('container_cpu_usage_seconds_total', CONTAINERS),
          ),
          legend: '{{pod}} {{container}}',
        },
      ],
    },
    {
      title: 'CPU throttling',
      description: 'Share of the scheduling periods in which the CPU limit held a container back.',
      unit: 'percentunit',
      queries: [
        {
          query: `${sumBy('namespace, pod, container', rateOf('container_cpu_cfs_throttled_periods_total', CONTAINERS))} / ${sumBy('namespace, pod, container', rateOf('container_cpu_cfs_periods_total', CONTAINERS))}`,
          legend: '{{pod}} {{container}}',
        },
      ],
    },
    {
      title: 'Memory of pods',
      description: 'Working set by container, and its limit.',
      unit: 'bytes',
      queries: [
        {
          query: sumBy(
            'namespace, pod, container',
            `container_memory_working_set_bytes{${CONTAINERS}}`,
          ),
          legend: '{{pod}} {{container}}',
        },
        {
          query: sumBy(
            'namespace, pod, container',
            `kube_pod_container_resource_limits{resource="memory",${PODS}}`,
          ),
          legend: '{{pod}} {{container}} limit',
        },
      ],
    },
    {
      title: 'Network of pods',
      description: 'Bytes of the pod’s own interfaces.',
      unit: 'Bps',
      queries: [
        {
          query: sumBy('namespace, pod', rateOf('container_network_receive_bytes_total', PODS)),
          legend: '{{pod}} received',
        },
        {
          query: sumBy('namespace, pod', rateOf('container_network_transmit_bytes_total', PODS)),
          legend: '{{pod}} sent',
        },
      ],
    },
    {
      title: 'Disks of pods',
      description: 'On cgroup v1 what is written through the page cache is not counted.',
      unit: 'Bps',
      queries: [
        {
          query: sumBy('namespace, pod', rateOf('container_fs_reads_bytes_total', CONTAINERS)),
          legend: '{{pod}} read',
        },
        {
          query: sumBy('namespace, pod', rateOf('container_fs_writes_bytes_total', CONTAINERS)),
          legend: '{{pod}} written',
        },
      ],
    },
    {
      title: 'Restarts',
      description: 'Restarts of containers since their pod was made.',
      unit: 'short',
      queries: [
        {
          query: sumBy(
            'namespace, pod, container',
            `kube_pod_container_status_restarts_total{${PODS}}`,
          ),
          legend: '{{pod}} {{container}}',
        },
      ],
    },
  ],
};

/** The dashboard from top to bottom. */
export const SECTIONS: readonly Section[] = [NODE_SECTION, NAMESPACE_SECTION, POD_SECTION];
