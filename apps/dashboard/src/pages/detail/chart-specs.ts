import type { Unit } from '../../format';
import type { MessageKey } from '../../i18n';
import { fieldsOfSubject, type Subject } from './subject';

/** One line of a chart. */
export interface LineSpec {
  readonly field: string;
  readonly label: MessageKey;
}

/** A field that is drawn as a dashed line: from the latest answer, for it rarely changes. */
export interface LimitSpec {
  readonly field: string;
  readonly label: MessageKey;
}

/** One chart of a detail page. */
export interface ChartSpec {
  readonly key: string;
  readonly title: MessageKey;
  readonly description: MessageKey;
  readonly unit: Unit;
  readonly lines: readonly LineSpec[];
  readonly limits?: readonly LimitSpec[];
  /** Fields that add up over pods or containers: each has a stacked chart of its own. */
  readonly stacked?: readonly string[];
}

const PROMISES = (what: 'cpu' | 'memory', unit: string): readonly LimitSpec[] => [
  { field: `${what}_request_${unit}`, label: 'detail.line.request' },
  { field: `${what}_limit_${unit}`, label: 'detail.line.limit' },
  { field: `${what}_allocatable_${unit}`, label: 'detail.line.allocatable' },
];

/** Every chart there is; a subject has those of which it has a field. */
const CHARTS: readonly ChartSpec[] = [
  {
    key: 'cpu',
    title: 'detail.chart.cpu',
    description: 'detail.chart.cpu.about',
    unit: 'millicores',
    lines: [
      { field: 'cpu_millicores', label: 'detail.field.cpu' },
      { field: 'cpu_iowait_millicores', label: 'detail.field.iowait' },
      { field: 'cpu_steal_millicores', label: 'detail.field.steal' },
    ],
    limits: [
      ...PROMISES('cpu', 'millicores'),
      { field: 'cpu_capacity_millicores', label: 'detail.line.capacity' },
    ],
    stacked: ['cpu_millicores'],
  },
  {
    key: 'throttling',
    title: 'detail.chart.throttling',
    description: 'detail.chart.throttling.about',
    unit: 'ratio',
    lines: [{ field: 'cpu_throttled_ratio', label: 'detail.field.throttled' }],
  },
  {
    key: 'memory',
    title: 'detail.chart.memory',
    description: 'detail.chart.memory.about',
    unit: 'bytes',
    lines: [
      { field: 'memory_bytes', label: 'detail.field.working_set' },
      { field: 'memory_rss_bytes', label: 'detail.field.rss' },
      { field: 'memory_cache_bytes', label: 'detail.field.cache' },
      { field: 'memory_usage_bytes', label: 'detail.field.usage' },
      { field: 'memory_swap_bytes', label: 'detail.field.swap' },
    ],
    limits: [
      ...PROMISES('memory', 'bytes'),
      { field: 'memory_total_bytes', label: 'detail.line.total' },
    ],
    stacked: ['memory_bytes'],
  },
  {
    key: 'network',
    title: 'detail.chart.network',
    description: 'detail.chart.network.about',
    unit: 'bytes_per_second',
    lines: [
      { field: 'network_rx_bytes_per_second', label: 'detail.field.rx' },
      { field: 'network_tx_bytes_per_second', label: 'detail.field.tx' },
    ],
    stacked: ['network_rx_bytes_per_second', 'network_tx_bytes_per_second'],
  },
  {
    key: 'disk',
    title: 'detail.chart.disk',
    description: 'detail.chart.disk.about',
    unit: 'bytes_per_second',
    lines: [
      { field: 'disk_read_bytes_per_second', label: 'detail.field.read' },
      { field: 'disk_write_bytes_per_second', label: 'detail.field.write' },
    ],
    stacked: ['disk_read_bytes_per_second', 'disk_write_bytes_per_second'],
  },
  {
    key: 'operations',
    title: 'detail.chart.operations',
    description: 'detail.chart.operations.about',
    unit: 'operations_per_second',
    lines: [
      { field: 'disk_read_operations_per_second', label: 'detail.field.read' },
      { field: 'disk_write_operations_per_second', label: 'detail.field.write' },
    ],
  },
  {
    key: 'pressure',
    title: 'detail.chart.pressure',
    description: 'detail.chart.pressure.about',
    unit: 'ratio',
    lines: [
      { field: 'cpu_pressure_some_ratio', label: 'detail.field.cpu_some' },
      { field: 'cpu_pressure_full_ratio', label: 'detail.field.cpu_full' },
      { field: 'memory_pressure_some_ratio', label: 'detail.field.memory_some' },
      { field: 'memory_pressure_full_ratio', label: 'detail.field.memory_full' },
      { field: 'io_pressure_some_ratio', label: 'detail.field.io_some' },
      { field: 'io_pressure_full_ratio', label: 'detail.field.io_full' },
    ],
  },
  {
    key: 'tasks',
    title: 'detail.chart.tasks',
    description: 'detail.chart.tasks.about',
    unit: 'count',
    lines: [{ field: 'pids', label: 'detail.field.tasks' }],
    limits: [{ field: 'pids_limit', label: 'detail.line.limit' }],
    stacked: ['pids'],
  },
  {
    key: 'load',
    title: 'detail.chart.load',
    description: 'detail.chart.load.about',
    unit: 'count',
    lines: [
      { field: 'load_1m', label: 'detail.field.load_1m' },
      { field: 'load_5m', label: 'detail.field.load_5m' },
      { field: 'load_15m', label: 'detail.field.load_15m' },
    ],
  },
  {
    key: 'busy',
    title: 'detail.chart.busy',
    description: 'detail.chart.busy.about',
    unit: 'ratio',
    lines: [{ field: 'disk_busy_ratio', label: 'detail.field.busy' }],
  },
];

/** The charts of a kind of page, with the lines it has fields for. */
export function chartsOf(page: Subject['page']): readonly ChartSpec[] {
  const known = new Set(fieldsOfSubject(page).map(({ name }) => name));
  return CHARTS.map((chart) => ({
    ...chart,
    lines: chart.lines.filter(({ field }) => known.has(field)),
  })).filter(({ lines }) => lines.length > 0);
}

/** What is read beside the lines: the counter whose rises are marks. */
const MARKED = 'memory_oom_kills';

/** The fields a page's charts are drawn from, for the query. */
export function fieldsOfCharts(page: Subject['page']): readonly string[] {
  const known = fieldsOfSubject(page).map(({ name }) => name);
  const drawn = chartsOf(page).flatMap(({ lines }) => lines.map(({ field }) => field));
  return [...drawn, MARKED].filter((field) => known.includes(field));
}
