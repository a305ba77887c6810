import type { Cluster, Container, Namespace, Node, Pod, Workload } from '../../api/types';
import type { Unit } from '../../format';
import type { MessageKey } from '../../i18n';
import type { FieldScope } from '../../tables';

/** What top lists. */
export const KINDS = ['pods', 'nodes', 'workloads', 'namespaces', 'containers'] as const;

export type Kind = (typeof KINDS)[number];

/** A row of any kind. */
export type TopItem = Pod | Node | Workload | Namespace | Container;

export type ClusterTotals = Cluster;

/** A column of numbers as an answer has them. */
export interface NumberColumn {
  readonly field: string;
  readonly header: MessageKey;
  readonly unit: Unit;
  /** A plain member of the answer, which `fields` does not name. */
  readonly isMember?: boolean;
}

const CPU: NumberColumn = { field: 'cpu_millicores', header: 'top.cpu', unit: 'millicores' };
const MEMORY: NumberColumn = { field: 'memory_bytes', header: 'top.memory', unit: 'bytes' };
const percent = (field: string, header: MessageKey): NumberColumn => ({
  field,
  header,
  unit: 'percent',
});
const rate = (field: string, header: MessageKey): NumberColumn => ({
  field,
  header,
  unit: 'bytes_per_second',
});
const SHARES = [
  percent('cpu_request_percent', 'top.cpu_request'),
  percent('cpu_limit_percent', 'top.cpu_limit'),
] as const;
const MEMORY_SHARES = [
  percent('memory_request_percent', 'top.memory_request'),
  percent('memory_limit_percent', 'top.memory_limit'),
] as const;
const NETWORK = [
  rate('network_rx_bytes_per_second', 'top.rx'),
  rate('network_tx_bytes_per_second', 'top.tx'),
] as const;
const DISK = [
  rate('disk_read_bytes_per_second', 'top.read'),
  rate('disk_write_bytes_per_second', 'top.write'),
] as const;
const TASKS: NumberColumn = { field: 'pids', header: 'top.tasks', unit: 'count' };
const RESTARTS: NumberColumn = { field: 'restarts', header: 'top.restarts', unit: 'count' };
const PODS: NumberColumn = { field: 'pods', header: 'top.pods', unit: 'count', isMember: true };

const SUMS = [PODS, CPU, ...SHARES, MEMORY, ...MEMORY_SHARES, ...NETWORK, ...DISK, TASKS];

/** The numbers of each kind, in the order of the columns. */
export const NUMBERS: Readonly<Record<Kind, readonly NumberColumn[]>> = {
  pods: [CPU, ...SHARES, MEMORY, ...MEMORY_SHARES, ...NETWORK, ...DISK, TASKS, RESTARTS],
  nodes: [
    CPU,
    percent('cpu_percent', 'top.cpu_percent'),
    MEMORY,
    percent('memory_percent', 'top.memory_percent'),
    ...NETWORK,
    ...DISK,
    { field: 'load_1m', header: 'top.load', unit: 'count' },
    TASKS,
    { ...PODS, isMember: false },
  ],
  workloads: SUMS,
  namespaces: SUMS,
  containers: [
    CPU,
    ...SHARES,
    { field: 'cpu_throttled_ratio', header: 'top.throttled', unit: 'ratio' },
    MEMORY,
    ...MEMORY_SHARES,
    ...DISK,
    TASKS,
    { ...RESTARTS, isMember: true },
  ],
};

/** Whose numbers they are, for explanations. */
export const SCOPES: Readonly<Record<Kind, FieldScope>> = {
  pods: 'pod',
  nodes: 'node',
  workloads: 'sum',
  namespaces: 'sum',
  containers: 'container',
};
