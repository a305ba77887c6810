import type { FieldColumn } from '../lists/field-column';

/** Columns of the list of pods. */
export const POD_FIELDS: readonly FieldColumn[] = [
  { key: 'cpu_millicores', header: 'lists.cpu', isDefault: true, priority: 1 },
  { key: 'cpu_request_millicores', header: 'lists.cpu_request', isMember: true },
  { key: 'cpu_request_percent', header: 'lists.cpu_request_percent', isDefault: true },
  { key: 'cpu_limit_millicores', header: 'lists.cpu_limit' },
  {
    key: 'cpu_limit_percent',
    header: 'lists.cpu_limit_percent',
    isDefault: true,
    isLimit: true,
  },
  { key: 'cpu_throttled_ratio', header: 'lists.throttled' },
  { key: 'memory_bytes', header: 'lists.memory', isDefault: true, priority: 1 },
  { key: 'memory_request_bytes', header: 'lists.memory_request', isMember: true },
  { key: 'memory_request_percent', header: 'lists.memory_request_percent', isDefault: true },
  { key: 'memory_limit_bytes', header: 'lists.memory_limit' },
  {
    key: 'memory_limit_percent',
    header: 'lists.memory_limit_percent',
    isDefault: true,
    isLimit: true,
  },
  { key: 'memory_rss_bytes', header: 'lists.memory_rss' },
  { key: 'restarts', header: 'lists.restarts', isDefault: true, isMember: true },
  { key: 'memory_oom_kills', header: 'lists.oom_kills' },
  { key: 'network_rx_bytes_per_second', header: 'lists.network_rx', priority: 3 },
  { key: 'network_tx_bytes_per_second', header: 'lists.network_tx', priority: 3 },
  { key: 'disk_read_bytes_per_second', header: 'lists.disk_read', priority: 3 },
  { key: 'disk_write_bytes_per_second', header: 'lists.disk_write', priority: 3 },
  { key: 'pids', header: 'lists.pids' },
];
