/**
 * What the specs of this library share: reports in a few words, a store with a clock of
 * its own, and questions to it. No product code imports it.
 */
import {
  FIELDS,
  REPORT_SCHEMA_VERSION,
  type AbsentField,
  type FieldDefinition,
  type PodSection,
  type Report,
  type ReportSection,
} from '@kubemonitor/metrics-model';

export const INTERVAL_MS = 5_000;

/** First tick of a window, far enough from 0 to look back. */
export const FIRST_TICK = 6_000;

/** Metrics of one row by name; left out or null = absent. */
export type Values = Readonly<Record<string, number | null>>;

export interface ContainerRow {
  /** uid of its pod, which must be in the same report. */
  readonly pod: string;
  readonly values: Values;
  readonly sandbox?: boolean | null;
}

/** What a spec says of a report; the rest is filled in. */
export interface ReportWords {
  readonly tick: number;
  readonly node?: string;
  readonly boot?: string;
  readonly stepped?: boolean;
  /** When the report was read, ms after the start of its tick. */
  readonly atMs?: number;
  readonly host?: Values;
  readonly pods?: Readonly<Record<string, Values>>;
  readonly containers?: Readonly<Record<string, ContainerRow>>;
  readonly cgroups?: Readonly<Record<string, Values>>;
  readonly absent?: Readonly<
    Partial<Record<'host' | 'pods' | 'containers' | 'cgroups', AbsentField[]>>
  >;
  readonly hostNetwork?: boolean | null;
  readonly qos?: PodSection['qos'][number];
}

export function buildReport(words: ReportWords): Report {
  const { tick, node = 'n1', boot = 'boot-1', stepped = false, atMs = 0 } = words;
  const { qos = 'Burstable', hostNetwork = false } = words;
  const { host = {}, pods = {}, containers = {}, cgroups = {}, absent = {} } = words;
  const podIds = Object.keys(pods);
  const rows = Object.values(containers);
  const rowsById = Object.fromEntries(
    Object.entries(containers).map(([id, { values }]) => [id, values]),
  );
  return {
    schema_version: REPORT_SCHEMA_VERSION,
    node,
    boot_id: boot,
    tick,
    interval_seconds: INTERVAL_MS / 1_000,
    timestamp_milliseconds: tick * INTERVAL_MS + atMs,
    uptime_seconds: tick,
    clock_stepped: stepped,
    host: buildSection({ [node]: host }, absent.host),
    pods: {
      ...buildSection(pods, absent.pods),
      qos: podIds.map(() => qos),
      host_network: podIds.map(() => hostNetwork),
    },
    containers: {
      ...buildSection(rowsById, absent.containers),
      pods: rows.map(({ pod }) => podIds.indexOf(pod)),
      sandbox: rows.map(({ sandbox = false }) => sandbox),
    },
    cgroups: buildSection(cgroups, absent.cgroups),
    skipped: { gone: 0, broken: 0 },
  };
}

function buildSection(
  rows: Readonly<Record<string, Values>>,
  absent: AbsentField[] = [],
): ReportSection {
  const fields = [...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))];
  return {
    fields,
    ids: Object.keys(rows),
    offsets_milliseconds: Object.keys(rows).map(() => 0),
    rows: Object.values(rows).map((row) => fields.map((field) => row[field] ?? null)),
    absent,
  };
}

/** A field of the catalogue. @throws RangeError when there is none of that name */
export function fieldNamed(name: string): FieldDefinition {
  const found = FIELDS.find((field) => field.name === name);
  if (found === undefined) throw new RangeError(`no field ${name}`);
  return found;
}

export function fieldsNamed(...names: readonly string[]): FieldDefinition[] {
  return names.map(fieldNamed);
}
