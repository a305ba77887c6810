import { renderLabels, type Report } from '@kubemonitor/metrics-model';
import type { ShipCounts } from '../ship/shipper';
import { COLLECTOR_VERSION } from '../version';
import type { Exposition } from './exposition';

const MICROSECONDS_PER_SECOND = 1_000_000;

/** Adds what the collector tells of itself. */
export function addOwn(
  out: Exposition,
  report: Report | undefined,
  counts: ShipCounts | undefined,
): void {
  const gauge = (name: string, help: string, value: number, labels = '') =>
    out.add({ name, type: 'gauge', help }, [{ labels, value }]);
  const version = renderLabels({ version: COLLECTOR_VERSION });
  gauge('kubemonitor_collector_info', 'The version of the collector, always 1.', 1, version);
  if (report !== undefined) addReading(out, report);
  if (counts !== undefined) addShipping(out, counts);
  const { user, system } = process.cpuUsage();
  out.add(
    { name: 'process_cpu_seconds_total', type: 'counter', help: 'User and system CPU time.' },
    [{ labels: '', value: (user + system) / MICROSECONDS_PER_SECOND }],
  );
  gauge('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss());
}

function addReading(out: Exposition, { timestamp_milliseconds: time, skipped }: Report): void {
  out.add(
    {
      name: 'kubemonitor_collector_reading_time_seconds',
      type: 'gauge',
      help: 'When the node was last read, seconds since the epoch.',
    },
    [{ labels: '', value: time / 1_000 }],
  );
  out.add(
    {
      name: 'kubemonitor_collector_skipped_cgroups',
      type: 'gauge',
      help: 'Cgroups the newest reading lacks: they had gone, or could not be read.',
    },
    [
      { labels: 'reason="gone"', value: skipped.gone },
      { labels: 'reason="broken"', value: skipped.broken },
    ],
  );
}

function addShipping(out: Exposition, { delivered, rejected, dropped, pending }: ShipCounts): void {
  out.add(
    {
      name: 'kubemonitor_collector_reports_total',
      type: 'counter',
      help: 'Reports by what became of them.',
    },
    [
      { labels: 'result="delivered"', value: delivered },
      { labels: 'result="rejected"', value: rejected },
      { labels: 'result="dropped"', value: dropped },
    ],
  );
  out.add(
    {
      name: 'kubemonitor_collector_reports_pending',
      type: 'gauge',
      help: 'Reports that wait to be sent.',
    },
    [{ labels: '', value: pending }],
  );
}
