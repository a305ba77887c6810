import { join } from 'node:path';
import type { HostFacts } from '@kubemonitor/metrics-model';
import { readRecordingClock } from '../src/clock/recording-clock';
import { KeptFiles } from '../src/metrics/kept-files';
import { NodeMetrics } from '../src/metrics/node-metrics';
import { NodeReader } from '../src/node-reader';
import { createReport } from '../src/report/report';
import { fixtureDirectory } from './fixtures';
import { createRecordedLog } from './recorded-log';

const FACTS: HostFacts = {
  hostname: 'n1',
  cpu_model: 'Recorded',
  cpu_cores: 2,
  kernel_version: '6.18.44',
  os: 'Debian',
  architecture: 'x64',
  collector_version: '0.1.0',
  cgroup_version: 'v1',
  cgroup_driver: 'cgroupfs',
};

/** What Prometheus is answered of a recorded node, whose clock stands at its newest reading. */
export class RecordedMetrics {
  private readonly kept = new KeptFiles();
  /** Where the clock stands, ms since the epoch. */
  nowMs = 0;
  readonly metrics = new NodeMetrics(this.kept, { wallMilliseconds: () => this.nowMs });

  /** Reads a snapshot, as the next tick of the same node. */
  read(cluster: 'cluster-v1' | 'cluster-v2', snapshot: 'a' | 'b'): void {
    const directory = fixtureDirectory(cluster, snapshot);
    const rootfs = join(directory, 'rootfs');
    const roots = {
      proc: join(rootfs, 'proc'),
      cgroup: join(rootfs, 'sys/fs/cgroup'),
      sys: join(rootfs, 'sys'),
      maxCgroups: 256,
    };
    const { log, guard } = createRecordedLog();
    const reader = new NodeReader('n1', roots, log, guard, this.kept);
    const reading = reader.read(readRecordingClock(directory));
    reader.close();
    const origin = { node: 'n1', bootId: 'boot', intervalSeconds: 5 };
    const details = { tick: 1, clockStepped: false, facts: FACTS };
    this.metrics.note(createReport(reading, origin, details));
    this.nowMs = reading.timestampMilliseconds;
  }

  /** The whole text at a path. */
  text(path: string): string {
    return [...(this.metrics.render(path) ?? [])].join('');
  }
}
