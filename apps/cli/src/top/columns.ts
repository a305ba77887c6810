import { numberOf, textOf, type Item } from '../api/item';
import { toCellText } from '../output/plain-text';
import type { Colours } from '../output/printer';
import {
  ABSENT,
  formatAge,
  formatBytesPerSecond,
  formatMebibytes,
  formatMillicores,
  formatPercent,
} from '../units/format-number';
import { nameOf, type Subject } from './subjects';

/** A column of `top`. */
export interface TopColumn {
  readonly title: string;
  readonly isNumber: boolean;
  readonly isWide?: boolean;
  readonly text: (row: TopRow, look: Look) => string;
}

/** One line of `top`: an item, or a container of one. */
export interface TopRow {
  readonly item: Item;
  readonly pod?: Item;
  readonly trend: string;
}

/** How values are shown. */
export interface Look {
  /** All digits instead of kubectl's units. */
  readonly isExact: boolean;
  readonly colours: Colours;
}

/** Above these shares of a request, limit or node a value is worth a look. */
const WARM_PERCENT = 75;
const HOT_PERCENT = 90;

type Formatter = (value: number | undefined) => string;

function value(
  title: string,
  fields: string | readonly string[],
  format: Formatter,
  isWide = false,
): TopColumn {
  const names = typeof fields === 'string' ? [fields] : fields;
  return {
    title,
    isNumber: true,
    isWide,
    text: ({ item }, { isExact }) => {
      const known = names.map((name) => numberOf(item, name)).find((one) => one !== undefined);
      if (known === undefined) return ABSENT;
      return isExact ? String(known) : format(known);
    },
  };
}

function share(title: string, fields: string | readonly string[], isWide = false): TopColumn {
  const plain = value(title, fields, formatPercent, isWide);
  return {
    ...plain,
    text: (row, look) => {
      const text = plain.text(row, look);
      const percent = Number.parseFloat(text);
      if (percent >= HOT_PERCENT) return look.colours.red(text);
      return percent >= WARM_PERCENT ? look.colours.yellow(text) : text;
    },
  };
}

function words(
  title: string,
  read: (row: TopRow) => string | undefined,
  isWide = false,
): TopColumn {
  return {
    title,
    isNumber: false,
    isWide,
    text: (row) => {
      const text = read(row);
      return text === undefined || text === '' ? ABSENT : toCellText(text);
    },
  };
}

const CPU = value('CPU(cores)', 'cpu_millicores', formatMillicores);
const MEMORY = value('MEMORY(bytes)', 'memory_bytes', formatMebibytes);
const RATES = [
  value('NET-IN', 'network_rx_bytes_per_second', formatBytesPerSecond),
  value('NET-OUT', 'network_tx_bytes_per_second', formatBytesPerSecond),
  value('DISK-READ', 'disk_read_bytes_per_second', formatBytesPerSecond),
  value('DISK-WRITE', 'disk_write_bytes_per_second', formatBytesPerSecond),
];
const OF_REQUESTS = [
  CPU,
  share('CPU/REQ', 'cpu_request_percent'),
  share('CPU/LIM', 'cpu_limit_percent'),
  MEMORY,
  share('MEM/REQ', 'memory_request_percent'),
  share('MEM/LIM', 'memory_limit_percent'),
];
const PODS = value('PODS', 'pods', (count) => String(count));
const TREND: TopColumn = {
  title: 'CPU-10M',
  isNumber: false,
  text: ({ trend }, { colours }) => colours.cyan(trend),
};
const NAMESPACE = words('NAMESPACE', ({ item, pod }) => textOf(pod ?? item, 'namespace'));
const AGE = value('READ', 'age_seconds', formatAge, true);
const MISSING = words('MISSING', ({ item }) => describeMissing(item), true);

const COLUMNS: Readonly<Record<Subject, readonly TopColumn[]>> = {
  nodes: [
    CPU,
    share('CPU(%)', ['cpu_allocatable_percent', 'cpu_percent']),
    MEMORY,
    share('MEMORY(%)', ['memory_allocatable_percent', 'memory_percent']),
    ...RATES,
    PODS,
    value('CPU-REQUESTED', 'cpu_requested_percent', formatPercent, true),
    value('MEM-REQUESTED', 'memory_requested_percent', formatPercent, true),
    value('SWAP', 'memory_swap_bytes', formatMebibytes, true),
  ],
  pods: [
    ...OF_REQUESTS,
    ...RATES,
    value('THROTTLED', 'cpu_throttled_ratio', (ratio = 0) => formatPercent(100 * ratio), true),
    words('NODE', ({ item }) => textOf(item, 'node'), true),
    words('STATUS', ({ item }) => textOf(item, 'status') ?? textOf(item, 'phase'), true),
    value('RESTARTS', 'restarts', (count) => String(count), true),
  ],
  namespaces: [PODS, ...OF_REQUESTS, ...RATES],
  deployments: [
    PODS,
    value('READY', 'ready_pods', (count) => String(count), true),
    ...OF_REQUESTS,
    ...RATES,
  ],
  workloads: [
    PODS,
    value('READY', 'ready_pods', (count) => String(count), true),
    ...OF_REQUESTS,
    ...RATES,
  ],
};

const TITLES: Readonly<Record<Subject, string>> = {
  nodes: 'NAME',
  pods: 'NAME',
  namespaces: 'NAME',
  deployments: 'NAME',
  workloads: 'KIND/NAME',
};

/** The columns of a table of `top`. */
export function columnsOf(
  subject: Subject,
  shown: { readonly containers: boolean; readonly trend: boolean; readonly namespace: boolean },
): TopColumn[] {
  const { containers, trend, namespace } = shown;
  const own = namespace && subject !== 'nodes' && subject !== 'namespaces' ? [NAMESPACE] : [];
  const name: TopColumn = {
    title: containers ? 'POD' : TITLES[subject],
    isNumber: false,
    text: ({ item, pod }, { colours }) => {
      const text = toCellText(nameOf(pod ?? item, subject)) || ABSENT;
      // Stale values are the last ones known, not those of now.
      const isStale = item.stale === true;
      return isStale ? colours.dim(`${text} (stale ${formatAge(item.age_seconds)})`) : text;
    },
  };
  const container = words(
    'NAME',
    ({ item }) => textOf(item, 'container') ?? textOf(item, 'container_id'),
  );
  return [
    ...own,
    name,
    ...(containers ? [container] : []),
    ...COLUMNS[subject].filter(({ title }) => !containers || !NOT_OF_CONTAINERS.has(title)),
    ...(trend && !containers ? [TREND] : []),
    AGE,
    MISSING,
  ];
}

/** A pod's containers share its network; node and status are the pod's. */
const NOT_OF_CONTAINERS = new Set(['NET-IN', 'NET-OUT', 'NODE', 'STATUS']);

/** Why values are absent: `no_limit: cpu_limit_millicores memory_limit_bytes`. */
export function describeMissing({ missing = {} }: Item): string {
  const fieldsByReason = new Map<string, string[]>();
  for (const [field, reason] of Object.entries(missing)) {
    fieldsByReason.set(reason, [...(fieldsByReason.get(reason) ?? []), field]);
  }
  return [...fieldsByReason].map(([reason, fields]) => `${reason}: ${fields.join(' ')}`).join('; ');
}
