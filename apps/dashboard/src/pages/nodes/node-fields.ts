import type { FieldColumn } from '../lists/field-column';

/** Columns of the list of nodes. */
export const NODE_FIELDS: readonly FieldColumn[] = [
  { key: 'cpu_millicores', header: 'lists.cpu', isDefault: true, priority: 1 },
  { key: 'cpu_percent', header: 'lists.cpu_percent', isDefault: true, isLimit: true },
  {
    key: 'cpu_allocatable_percent',
    header: 'lists.cpu_allocatable_percent',
    isDefault: true,
    isLimit: true,
  },
  { key: 'cpu_requested_percent', header: 'lists.cpu_requested_percent', isMember: true },
  { key: 'memory_bytes', header: 'lists.memory', isDefault: true, priority: 1 },
  { key: 'memory_percent', header: 'lists.memory_percent', isDefault: true, isLimit: true },
  {
    key: 'memory_allocatable_percent',
    header: 'lists.memory_allocatable_percent',
    isDefault: true,
    isLimit: true,
  },
  { key: 'memory_requested_percent', header: 'lists.memory_requested_percent', isMember: true },
  { key: 'memory_used_bytes', header: 'lists.memory_used' },
  { key: 'pods', header: 'lists.pods', isDefault: true, isMember: true },
  { key: 'load_1m', header: 'lists.load' },
  { key: 'cpu_pressure_some_ratio', header: 'lists.cpu_pressure' },
  { key: 'memory_pressure_full_ratio', header: 'lists.memory_pressure' },
  { key: 'io_pressure_full_ratio', header: 'lists.io_pressure' },
  { key: 'network_rx_bytes_per_second', header: 'lists.network_rx', priority: 3 },
  { key: 'network_tx_bytes_per_second', header: 'lists.network_tx', priority: 3 },
  { key: 'disk_read_bytes_per_second', header: 'lists.disk_read', priority: 3 },
  { key: 'disk_write_bytes_per_second', header: 'lists.disk_write', priority: 3 },
];
