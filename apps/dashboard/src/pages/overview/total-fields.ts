import type { MessageKey } from '../../i18n';

/** A total of the cluster and its share of what there is. */
export interface TotalRow {
  readonly label: MessageKey;
  readonly field: string;
  /** Shares of it with what each is of; the first that is known is shown. */
  readonly shares: readonly (readonly [field: string, of: MessageKey])[];
}

/** One resource of the cluster. */
export interface TotalCard {
  readonly resource: 'cpu' | 'memory';
  readonly title: MessageKey;
  readonly rows: readonly TotalRow[];
  readonly allocatable: string;
  /** Of the nodes that report. */
  readonly capacity: string;
}

function card(
  resource: TotalCard['resource'],
  use: string,
  unit: string,
  capacity: string,
): TotalCard {
  const title = `overview.${resource}` as const;
  return {
    resource,
    title,
    rows: [
      {
        label: 'overview.used',
        field: use,
        shares: [
          [`${resource}_allocatable_percent`, 'overview.of_allocatable'],
          [`${resource}_percent`, 'overview.of_capacity'],
        ],
      },
      {
        label: 'overview.requested',
        field: `${resource}_request_${unit}`,
        shares: [[`${resource}_requested_percent`, 'overview.of_allocatable']],
      },
      {
        label: 'overview.limited',
        field: `${resource}_limit_${unit}`,
        shares: [[`${resource}_limited_percent`, 'overview.of_allocatable']],
      },
    ],
    allocatable: `${resource}_allocatable_${unit}`,
    capacity,
  };
}

/** What a cluster has to give, and what of it is used and set aside. */
export const TOTAL_CARDS: readonly TotalCard[] = [
  card('cpu', 'cpu_millicores', 'millicores', 'cpu_capacity_millicores'),
  card('memory', 'memory_bytes', 'bytes', 'memory_total_bytes'),
];

/** What has no bound to be measured against. */
export const TRAFFIC = [
  ['network_rx_bytes_per_second', 'overview.network_rx'],
  ['network_tx_bytes_per_second', 'overview.network_tx'],
  ['disk_read_bytes_per_second', 'overview.disk_read'],
  ['disk_write_bytes_per_second', 'overview.disk_write'],
] as const satisfies readonly (readonly [string, MessageKey])[];
