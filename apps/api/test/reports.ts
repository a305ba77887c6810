import {
  REPORT_SCHEMA_VERSION,
  type AbsentField,
  type HostFacts,
  type PodSection,
  type Report,
  type ReportSection,
} from '@kubemonitor/metrics-model';

export const INTERVAL_MS = 5_000;

/** Metrics of one row by name; null = absent. */
export type Values = Readonly<Record<string, number | null>>;

/** One entity of a report. */
export interface Row {
  readonly values: Values;
  /** When it was read, ms after the report. */
  readonly offsetMs?: number;
}

export interface PodRow extends Row {
  readonly qos?: PodSection['qos'][number];
  readonly hostNetwork?: boolean | null;
}

export interface ContainerRow extends Row {
  /** uid of its pod, which must be in the same report. */
  readonly pod: string;
  readonly sandbox?: boolean | null;
}

/** What a spec says of a report; the rest is filled in. */
export interface ReportWords {
  readonly node: string;
  /** When it was read; the tick follows. */
  readonly atMs: number;
  readonly boot?: string;
  readonly stepped?: boolean;
  readonly host?: Values;
  readonly pods?: Readonly<Record<string, PodRow>>;
  readonly containers?: Readonly<Record<string, ContainerRow>>;
  readonly cgroups?: Readonly<Record<string, Row>>;
  readonly absent?: Readonly<Partial<Record<'host' | 'pods', AbsentField[]>>>;
  readonly facts?: HostFacts;
}

/** A whole report, as a collector would send it. */
export function buildReport(words: ReportWords): Report {
  const { node, atMs, boot = 'boot-1', stepped = false, facts } = words;
  const { host = { memory_bytes: 1 }, pods = {}, containers = {}, cgroups = {}, absent } = words;
  const podIds = Object.keys(pods);
  const containerRows = Object.values(containers);
  return {
    schema_version: REPORT_SCHEMA_VERSION,
    node,
    boot_id: boot,
    tick: Math.floor(atMs / INTERVAL_MS),
    interval_seconds: INTERVAL_MS / 1_000,
    timestamp_milliseconds: atMs,
    uptime_seconds: 588.05,
    clock_stepped: stepped,
    host: buildSection({ [node]: { values: host } }, absent?.host),
    pods: {
      ...buildSection(pods, absent?.pods),
      qos: Object.values(pods).map(({ qos }) => qos ?? 'Burstable'),
      host_network: Object.values(pods).map(({ hostNetwork }) => hostNetwork ?? false),
    },
    containers: {
      ...buildSection(containers),
      pods: containerRows.map(({ pod }) => podIds.indexOf(pod)),
      sandbox: containerRows.map(({ sandbox }) => sandbox ?? false),
    },
    cgroups: buildSection(cgroups),
    skipped: { gone: 0, broken: 0 },
    ...(facts === undefined ? {} : { facts }),
  };
}

function buildSection(
  rows: Readonly<Record<string, Row>>,
  absent: AbsentField[] = [],
): ReportSection {
  const fields = [...new Set(Object.values(rows).flatMap(({ values }) => Object.keys(values)))];
  return {
    fields,
    ids: Object.keys(rows),
    offsets_milliseconds: Object.values(rows).map(({ offsetMs }) => offsetMs ?? 0),
    rows: Object.values(rows).map(({ values }) => fields.map((field) => values[field] ?? null)),
    absent,
  };
}
