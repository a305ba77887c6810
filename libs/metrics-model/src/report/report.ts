import type { ReasonCode } from './reasons';

/** The form of a report this code writes and reads. */
export const REPORT_SCHEMA_VERSION = 1;

/** Kubernetes quality-of-service class of a pod, as its cgroup path tells it. */
export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

export type CgroupVersion = 'v1' | 'v2' | 'hybrid';
export type CgroupDriver = 'cgroupfs' | 'systemd' | 'none';

/** A value the collector could not read: of one row, or of the whole column when `row` is absent. */
export interface AbsentField {
  field: string;
  row?: number;
  reason: ReasonCode;
}

/**
 * Readings of one scope in columns: `rows[i][j]` is `fields[j]` of `ids[i]`, a number
 * as the kernel gives it (≥ 0, ≤ 2^53 − 1) or `null` with an entry in `absent`.
 */
export interface ReportSection {
  /** Metric names of the catalogue. */
  fields: string[];
  /** pod uid, container id, or cgroup path; for the host one entry, the node's name. */
  ids: string[];
  /** When each row was read: milliseconds after the report's `timestamp_milliseconds`. */
  offsets_milliseconds: number[];
  rows: (number | null)[][];
  absent: AbsentField[];
}

export interface PodSection extends ReportSection {
  qos: QosClass[];
  /** true: the pod shares the node's network; null: not known (no process found). */
  host_network: (boolean | null)[];
}

export interface ContainerSection extends ReportSection {
  /** For each container the index of its pod in `pods.ids`. */
  pods: number[];
  /** true: the pod's sandbox ("pause"), not a container of the pod's spec. null: not known. */
  sandbox: (boolean | null)[];
}

/** What does not change while the collector runs. Strings as the machine gives them. */
export interface HostFacts {
  hostname: string;
  cpu_model: string;
  cpu_cores: number;
  kernel_version: string;
  os: string;
  architecture: string;
  collector_version: string;
  cgroup_version: CgroupVersion;
  cgroup_driver: CgroupDriver;
}

/** One node, one tick: the body of `POST /api/reports`. */
export interface Report {
  schema_version: number;
  node: string;
  /** Changes when the node boots: counters start again at 0. */
  boot_id: string;
  /** floor(timestamp / interval): (node, boot_id, tick) names a report, so re-sends are harmless. */
  tick: number;
  interval_seconds: number;
  /** Wall clock at the first reading, milliseconds since the epoch. */
  timestamp_milliseconds: number;
  /** The kernel's monotonic clock at the same instant. */
  uptime_seconds: number;
  /** The wall clock was set since the report before: no rate across it. */
  clock_stepped: boolean;
  host: ReportSection;
  pods: PodSection;
  containers: ContainerSection;
  cgroups: ReportSection;
  /** In the first report of a collector and every minute. */
  facts?: HostFacts;
  /** Cgroups that vanished while being read, and those that could not be read. */
  skipped: { gone: number; broken: number };
}

/** Header with the sender's wall clock in milliseconds when it sends: tells clock skew from back-fill. */
export const SENT_AT_HEADER = 'kubemonitor-sent-at';
