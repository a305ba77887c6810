import {
  REPORT_SCHEMA_VERSION,
  type HostFacts,
  type PodSection,
  type Report,
  type ReportSection,
} from '@kubemonitor/metrics-model';
import { BENCH_METRICS, RECORD_VALUES } from '../workload/metrics';
import { nodeName, podsOf, type ClusterShape } from '../workload/topology';

/** A collector sends its facts about once a minute. */
const FACTS_EVERY_TICKS = 12;
/** The last part of a second the readings of a node begin at; nodes differ. */
const MOST_START_MS = 50;

const EMPTY: ReportSection = {
  fields: [],
  ids: [],
  offsets_milliseconds: [],
  rows: [],
  absent: [],
};

/** Writes one node's reports: what never changes is written once, the rows for each tick. */
export class ReportTemplate {
  private readonly beforeTick: string;
  private readonly beforeHostRow: string;
  private readonly beforePodRows: string;
  private readonly end: string;
  private readonly endWithFacts: string;
  private readonly startMs: number;

  constructor(
    private readonly shape: ClusterShape,
    node: number,
  ) {
    const name = nodeName(node);
    const uids = podsOf(shape, node).map(({ uid }) => uid);
    const head = { schema_version: REPORT_SCHEMA_VERSION, node: name, boot_id: `boot-of-${name}` };
    this.startMs = node % MOST_START_MS;
    this.beforeTick = JSON.stringify(head).slice(0, -1);
    this.beforeHostRow = `,"host":${openRows({ ids: [name] }, 1)}`;
    const pods: Pick<PodSection, 'ids' | 'qos' | 'host_network'> = {
      ids: uids,
      qos: uids.map((_, pod) => (pod % 3 === 0 ? 'Guaranteed' : 'Burstable')),
      host_network: uids.map(() => false),
    };
    this.beforePodRows = `},"pods":${openRows(pods, 3)}`;
    const rest: Pick<Report, 'containers' | 'cgroups' | 'skipped'> = {
      containers: { ...EMPTY, pods: [], sandbox: [] },
      cgroups: EMPTY,
      skipped: { gone: 0, broken: 0 },
    };
    this.end = `},${JSON.stringify(rest).slice(1)}`;
    this.endWithFacts = `},"facts":${JSON.stringify(factsOf(name))},${JSON.stringify(rest).slice(1)}`;
  }

  /** The report of `tick` as JSON, `values` being those of the node's NodeWorkload. */
  write(tick: number, values: Float64Array): string {
    const { intervalSeconds } = this.shape;
    const time = {
      tick,
      interval_seconds: intervalSeconds,
      timestamp_milliseconds: tick * intervalSeconds * 1_000 + this.startMs,
      uptime_seconds: tick * intervalSeconds,
      clock_stepped: false,
    };
    let text = `${this.beforeTick},${JSON.stringify(time).slice(1, -1)}${this.beforeHostRow}`;
    text += `${writeRow(values, 0)}]`;
    text += this.beforePodRows;
    for (let at = RECORD_VALUES; at < values.length; at += RECORD_VALUES) {
      text += `${at > RECORD_VALUES ? ',' : ''}${writeRow(values, at)}`;
    }
    return `${text}]${tick % FACTS_EVERY_TICKS === 0 ? this.endWithFacts : this.end}`;
  }
}

/** A section up to and with `"rows":[`; a row is read every `spacingMs`. */
function openRows(section: Pick<ReportSection, 'ids'>, spacingMs: number): string {
  const columns = {
    ...section,
    fields: BENCH_METRICS,
    offsets_milliseconds: section.ids.map((_, row) => row * spacingMs),
    absent: [],
  };
  return `${JSON.stringify(columns).slice(0, -1)},"rows":[`;
}

function writeRow(values: Float64Array, at: number): string {
  let row = `[${values[at]}`;
  for (let metric = 1; metric < RECORD_VALUES; metric += 1) row += `,${values[at + metric]}`;
  return `${row}]`;
}

function factsOf(hostname: string): HostFacts {
  return {
    hostname,
    cpu_model: 'played',
    cpu_cores: 16,
    kernel_version: '6.1.0',
    os: 'played',
    architecture: 'x64',
    collector_version: '0.1.0',
    cgroup_version: 'v2',
    cgroup_driver: 'systemd',
  };
}
