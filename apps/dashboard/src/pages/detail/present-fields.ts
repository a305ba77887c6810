import { unitOfField, type Unit } from '../../format';
import type { MessageKey } from '../../i18n';
import { fieldsOfSubject, type Subject } from './subject';

/** A number that is shown as it is now. */
export interface PresentField {
  readonly field: string;
  readonly label: MessageKey;
  readonly unit: Unit;
}

/** A use as a share of what there is to be used. */
export interface PresentShare {
  /** The share in percent. */
  readonly field: string;
  readonly label: MessageKey;
  /** What it is a share of; the answer of a pod has none of its node's. */
  readonly whole?: string;
  /** A share that is filled up is trouble; a request may well be exceeded. */
  readonly isBound: boolean;
}

/** CPU or memory as they are now: the use, shares of it, and what goes with it. */
export interface PresentCard {
  readonly key: 'cpu' | 'memory';
  readonly main: PresentField;
  readonly shares: readonly PresentShare[];
  readonly beside: readonly PresentField[];
}

function field(name: string, label: MessageKey): PresentField {
  return { field: name, label, unit: unitOfField(name) };
}

const BESIDE: Readonly<Record<PresentCard['key'], readonly PresentField[]>> = {
  cpu: [
    field('cpu_throttled_ratio', 'detail.now.throttled'),
    field('cpu_pressure_some_ratio', 'detail.now.cpu_pressure'),
    field('load_1m', 'detail.now.load'),
  ],
  memory: [
    field('memory_rss_bytes', 'detail.now.rss'),
    field('memory_cache_bytes', 'detail.now.cache'),
    field('memory_available_bytes', 'detail.now.available'),
    field('memory_pressure_some_ratio', 'detail.now.memory_pressure'),
  ],
};

const REST: readonly PresentField[] = [
  field('network_rx_bytes_per_second', 'detail.now.rx'),
  field('network_tx_bytes_per_second', 'detail.now.tx'),
  field('disk_read_bytes_per_second', 'detail.now.read'),
  field('disk_write_bytes_per_second', 'detail.now.write'),
  field('pids', 'detail.now.tasks'),
  field('memory_oom_kills', 'detail.now.oom_kills'),
];

/** The two cards of a kind of page. */
export function presentCards(page: Subject['page']): readonly PresentCard[] {
  return (['cpu', 'memory'] as const).map((key) => ({
    key,
    main: field(key === 'cpu' ? 'cpu_millicores' : 'memory_bytes', `detail.now.${key}`),
    shares: sharesOf(page, key, key === 'cpu' ? 'millicores' : 'bytes'),
    beside: knownOf(page, BESIDE[key]),
  }));
}

/** What is shown beside CPU and memory. */
export function presentRest(page: Subject['page']): readonly PresentField[] {
  return knownOf(page, REST);
}

function knownOf(page: Subject['page'], fields: readonly PresentField[]): readonly PresentField[] {
  const known = new Set(fieldsOfSubject(page).map(({ name }) => name));
  return fields.filter(({ field: name }) => known.has(name));
}

function sharesOf(
  page: Subject['page'],
  what: PresentCard['key'],
  unit: string,
): readonly PresentShare[] {
  const whole = (name: string) => `${what}_${name}_${unit}`;
  if (page === 'node') {
    const capacity = what === 'cpu' ? 'cpu_capacity_millicores' : 'memory_total_bytes';
    return [
      {
        field: `${what}_allocatable_percent`,
        label: 'detail.share.allocatable',
        whole: whole('allocatable'),
        isBound: true,
      },
      { field: `${what}_percent`, label: 'detail.share.node', whole: capacity, isBound: true },
      {
        field: `${what}_requested_percent`,
        label: 'detail.share.requested',
        whole: whole('request'),
        isBound: false,
      },
    ];
  }
  const promised: readonly PresentShare[] = [
    {
      field: `${what}_limit_percent`,
      label: 'detail.share.limit',
      whole: whole('limit'),
      isBound: true,
    },
    {
      field: `${what}_request_percent`,
      label: 'detail.share.request',
      whole: whole('request'),
      isBound: false,
    },
  ];
  if (page === 'namespace' || page === 'workload') return promised;
  return [
    ...promised,
    { field: `${what}_node_percent`, label: 'detail.share.of_node', isBound: true },
  ];
}
