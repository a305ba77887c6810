import { gzipSync } from 'node:zlib';
import { REPORT_SCHEMA_VERSION } from '@kubemonitor/metrics-model';
import type { HostFacts, Report } from '@kubemonitor/metrics-model';
import type { MachineFacts } from '../host/machine-facts';
import type { NodeReading } from '../node-reader';
import { COLLECTOR_VERSION } from '../version';

const MILLISECONDS_PER_SECOND = 1_000;
const FASTEST_COMPRESSION = 1;

/** What all reports of one collector have in common. */
export interface ReportOrigin {
  readonly node: string;
  readonly bootId: string;
  readonly intervalSeconds: number;
}

/** What one report says beside the reading. */
export interface ReportDetails {
  readonly tick: number;
  readonly clockStepped: boolean;
  /** Sent only when given. */
  readonly facts?: HostFacts;
}

/** The report of one reading. */
export function createReport(
  reading: NodeReading,
  { node, bootId, intervalSeconds }: ReportOrigin,
  { tick, clockStepped, facts }: ReportDetails,
): Report {
  return {
    schema_version: REPORT_SCHEMA_VERSION,
    node,
    boot_id: bootId,
    tick,
    interval_seconds: intervalSeconds,
    timestamp_milliseconds: reading.timestampMilliseconds,
    uptime_seconds: Math.round(reading.monotonicMilliseconds) / MILLISECONDS_PER_SECOND,
    clock_stepped: clockStepped,
    host: reading.host,
    pods: reading.pods,
    containers: reading.containers,
    cgroups: reading.cgroups,
    ...(facts === undefined ? {} : { facts }),
    skipped: reading.skipped,
  };
}

/** The facts of a node: what the machine says, and what the reading found out. */
export function createFacts(node: string, machine: MachineFacts, reading: NodeReading): HostFacts {
  return {
    hostname: node,
    ...machine,
    collector_version: COLLECTOR_VERSION,
    cgroup_version: reading.cgroupVersion,
    cgroup_driver: reading.cgroupDriver,
  };
}

/**
 * The body of the request: JSON, gzip level 1. Synchronous, since at this size a thread
 * costs more than it saves.
 */
export function encodeReport(report: Report): Buffer {
  const compressed = gzipSync(JSON.stringify(report), { level: FASTEST_COMPRESSION });
  // gzipSync hands out part of a larger buffer, which a report kept for long would keep too.
  const body = Buffer.allocUnsafeSlow(compressed.length);
  compressed.copy(body);
  return body;
}
