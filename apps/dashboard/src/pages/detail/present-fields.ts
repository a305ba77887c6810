import type { Unit } from '../../format';
import type { MessageKey } from '../../i18n';
import type { Subject } from './subject';
import { fieldsOfSubject } from './subject';

/** A number that is shown as it is now, with shares of it beside. */
export interface PresentField {
  readonly field: string;
  readonly label: MessageKey;
  readonly unit: Unit;
  /** Fields in percent, shown as bars where the answer has them. */
  readonly shares?: readonly { readonly field: string; readonly label: MessageKey }[];
}

const SHARES = (what: 'cpu' | 'memory') =>
  [
    { field: `${what}_percent`, label: 'detail.share.node' },
    { field: `${what}_allocatable_percent`, label: 'detail.share.allocatable' },
    { field: `${what}_requested_percent`, label: 'detail.share.requested' },
    { field: `${what}_request_percent`, label: 'detail.share.request' },
    { field: `${what}_limit_percent`, label: 'detail.share.limit' },
  ] as const;

const PRESENT: readonly PresentField[] = [
  { field: 'cpu_millicores', label: 'detail.now.cpu', unit: 'millicores', shares: SHARES('cpu') },
  { field: 'cpu_throttled_ratio', label: 'detail.now.throttled', unit: 'ratio' },
  { field: 'memory_bytes', label: 'detail.now.memory', unit: 'bytes', shares: SHARES('memory') },
  { field: 'network_rx_bytes_per_second', label: 'detail.now.rx', unit: 'bytes_per_second' },
  { field: 'network_tx_bytes_per_second', label: 'detail.now.tx', unit: 'bytes_per_second' },
  { field: 'disk_read_bytes_per_second', label: 'detail.now.read', unit: 'bytes_per_second' },
  { field: 'disk_write_bytes_per_second', label: 'detail.now.write', unit: 'bytes_per_second' },
  { field: 'pids', label: 'detail.now.tasks', unit: 'count' },
  { field: 'memory_oom_kills', label: 'detail.now.oom_kills', unit: 'count' },
];

/** What is shown of the present of a kind of page. */
export function presentFields(page: Subject['page']): readonly PresentField[] {
  const known = new Set(fieldsOfSubject(page).map(({ name }) => name));
  return PRESENT.filter(({ field }) => known.has(field));
}
