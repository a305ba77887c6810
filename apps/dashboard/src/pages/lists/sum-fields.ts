import type { FieldColumn } from './field-column';

/** Columns of lists of sums over pods: namespaces and workloads. */
export const SUM_FIELDS: readonly FieldColumn[] = [
  { key: 'pods', header: 'lists.pods', isDefault: true, isMember: true },
  { key: 'cpu_millicores', header: 'lists.cpu', isDefault: true, priority: 1 },
  { key: 'cpu_request_millicores', header: 'lists.cpu_request', isMember: true },
  { key: 'cpu_request_percent', header: 'lists.cpu_request_percent', isDefault: true },
  {
    key: 'cpu_limit_percent',
    header: 'lists.cpu_limit_percent',
    isDefault: true,
    isLimit: true,
  },
  { key: 'memory_bytes', header: 'lists.memory', isDefault: true, priority: 1 },
  { key: 'memory_request_bytes', header: 'lists.memory_request', isMember: true },
  { key: 'memory_request_percent', header: 'lists.memory_request_percent', isDefault: true },
  {
    key: 'memory_limit_percent',
    header: 'lists.memory_limit_percent',
    isDefault: true,
    isLimit: true,
  },
  { key: 'network_rx_bytes_per_second', header: 'lists.network_rx', priority: 3 },
  { key: 'network_tx_bytes_per_second', header: 'lists.network_tx', priority: 3 },
  { key: 'disk_read_bytes_per_second', header: 'lists.disk_read', priority: 3 },
  { key: 'disk_write_bytes_per_second', header: 'lists.disk_write', priority: 3 },
  { key: 'pids', header: 'lists.pids' },
];
