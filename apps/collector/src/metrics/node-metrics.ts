import {
  MOST_INTERVALS_OF_NOW,
  renderLabels,
  toUnameLabels,
  type HostFacts,
  type Report,
} from '@kubemonitor/metrics-model';
import type { Clock } from '../clock/clock';
import type { ShipCounts } from '../ship/shipper';
import { Exposition } from './exposition';
import { addHost } from './host-samples';
import type { KeptFiles } from './kept-files';
import { addOwn } from './own-samples';
import { addReport } from './report-samples';

/** What each path has: everything, or what one program would have. */
const PATHS = {
  '/metrics': ['own', 'node', 'cadvisor', 'resource'],
  '/metrics/node': ['node'],
  '/metrics/resource': ['resource'],
  '/metrics/cadvisor': ['cadvisor'],
} as const;

/** What a collector has for Prometheus: its newest reading, and how it does itself. */
export class NodeMetrics {
  private report: Report | undefined;
  private facts: HostFacts | undefined;
  /** How sending goes; set once there is somebody who sends. */
  countsOf: (() => ShipCounts) | undefined;

  constructor(
    private readonly kept: KeptFiles,
    private readonly clock: Pick<Clock, 'wallMilliseconds'>,
  ) {}

  /** Takes over the newest report. */
  note(report: Report): void {
    this.report = report;
    this.facts = report.facts ?? this.facts;
  }

  /**
   * The exposition at `path`, piece by piece; undefined when there is none. A reading that has
   * missed its successor is not of now: nothing of it is shown, and its series end.
   */
  render(path: string): Generator<string> | undefined {
    if (!Object.hasOwn(PATHS, path)) return undefined;
    const out = new Exposition();
    const report = this.currentReport();
    for (const part of PATHS[path as keyof typeof PATHS]) {
      if (part === 'own') addOwn(out, this.report, this.countsOf?.());
      else if (report === undefined) continue;
      else if (part === 'node') this.addNode(out, report);
      else addReport(out, part, report);
    }
    return out.pieces();
  }

  private addNode(out: Exposition, report: Report): void {
    // By CPU, disk and interface first: the report's sums of the same names are left out.
    addHost(out, this.kept);
    addReport(out, 'node', report);
    out.add(
      {
        name: 'node_time_seconds',
        type: 'gauge',
        help: 'When the node was last read, by its own clock, seconds since the epoch.',
      },
      [{ labels: '', value: report.timestamp_milliseconds / 1_000 }],
    );
    if (this.facts === undefined) return;
    const labels = renderLabels(toUnameLabels(this.facts));
    out.add({ name: 'node_uname_info', type: 'gauge', help: 'The kernel, always 1.' }, [
      { labels, value: 1 },
    ]);
  }

  private currentReport(): Report | undefined {
    if (this.report === undefined) return undefined;
    const { timestamp_milliseconds: time, interval_seconds: interval } = this.report;
    const age = this.clock.wallMilliseconds() - time;
    return age <= MOST_INTERVALS_OF_NOW * interval * 1_000 ? this.report : undefined;
  }
}
