import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { Report, ReportSection } from '@kubemonitor/metrics-model';
import {
  SAMPLE_METRICS,
  type NodeSampleDto,
  type PodSampleDto,
} from '@kubemonitor/metrics-model/dto';
import type { AppendOutcome, MetricsStore } from '@kubemonitor/storage';
import { CLOCK, type Clock } from '../clock/clock';
import { Directory } from '../directory/directory.service';
import type { GivenName } from '../directory/pod-record';
import { ENVIRONMENT } from '../environment';
import { ProblemError, type ProblemKind } from '../problem/problem';
import { retentionSecondsOf } from '../store/open-store';
import { STORE } from '../store/store.token';
import { RateLimiter } from './rate-limiter';
import { SkewedNodes } from './skewed-nodes';

const UNKNOWN_NODE = 'unknown';
const DEFAULT_NAMESPACE = 'default';

/** Takes in reports and samples: checks what a schema cannot, stores, and tells the directory. */
@Injectable()
export class IngestService {
  private readonly logger = new Logger('Ingest');
  private readonly limiter: RateLimiter;
  /** Answers by kind since the start, for /health. */
  readonly counts = new Map<string, number>();

  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: ApiEnvironment,
    private readonly directory: Directory,
    private readonly skewed: SkewedNodes,
  ) {
    this.limiter = new RateLimiter(clock, environment.COLLECT_INTERVAL);
  }

  /** @param sentAtMs the sender's clock when it sent, ms; undefined when it did not say */
  async takeReport(report: Report, sentAtMs: number | undefined): Promise<AppendOutcome> {
    this.limit(report.node);
    this.checkInterval(report);
    this.checkTick(report);
    this.checkSkew(report.node, sentAtMs);
    for (const section of [report.host, report.pods, report.containers, report.cgroups]) {
      checkShape(section);
    }
    checkParallel('pods.qos', report.pods.qos, report.pods);
    checkParallel('pods.host_network', report.pods.host_network, report.pods);
    checkParallel('containers.sandbox', report.containers.sandbox, report.containers);
    checkParallel('containers.pods', report.containers.pods, report.containers);
    if (report.containers.pods.some((index) => index >= report.pods.ids.length)) {
      throw this.refuse('bad-request', '"containers.pods" names a pod that is not in "pods.ids".');
    }
    if (report.host.ids.length !== 1 || report.host.ids[0] !== report.node) {
      throw this.refuse('bad-request', '"host.ids" must hold just the name of the node.');
    }
    const outcome = await this.store.append(report);
    this.checkResult(outcome, `tick ${report.tick}`);
    if (report.facts !== undefined) this.directory.setFacts(report.node, report.facts);
    this.directory.add(outcome.created);
    this.directory.heard(report.node);
    if (outcome.refused > 0) this.warnLimit(report.node, outcome.refused);
    return outcome;
  }

  takeNodeSample(node: string, sample: NodeSampleDto): Promise<AppendOutcome> {
    return this.takeSample('node', node, node, sample);
  }

  takePodSample(pod: string, sample: PodSampleDto): Promise<AppendOutcome> {
    const { namespace = DEFAULT_NAMESPACE, node = UNKNOWN_NODE, deployment } = sample;
    const workload =
      deployment === undefined
        ? { kind: 'Pod', name: pod }
        : { kind: 'Deployment', name: deployment };
    const id = JSON.stringify([namespace, pod]);
    return this.takeSample('pod', node, id, sample, { namespace, name: pod, workload });
  }

  private async takeSample(
    scope: 'node' | 'pod',
    node: string,
    id: string,
    sample: NodeSampleDto,
    given?: GivenName,
  ): Promise<AppendOutcome> {
    const timestampMs =
      sample.timestamp === undefined ? this.clock.now() : Date.parse(sample.timestamp);
    const values = new Map<string, number>();
    for (const metric of SAMPLE_METRICS) {
      const value = sample[metric];
      if (value !== undefined) values.set(metric, value);
    }
    if (values.size === 0) {
      throw this.refuse('bad-request', `The body has none of ${SAMPLE_METRICS.join(', ')}.`);
    }
    const outcome = await this.store.appendSample({ scope, node, id, timestampMs, values });
    this.checkResult(outcome, `timestamp ${new Date(timestampMs).toISOString()}`);
    if (outcome.refused > 0) {
      this.warnLimit(node, outcome.refused);
      throw this.refuse('series-limit', 'The store holds as many series as MAX_SERIES allows.');
    }
    this.directory.add(outcome.created, given);
    this.directory.heard(node);
    return outcome;
  }

  private limit(node: string): void {
    const wait = this.limiter.take(node);
    if (wait === 0) return;
    this.count('too-many-requests');
    throw new ProblemError('too-many-requests', `Node "${node}" sends too fast.`, {
      retryAfterSeconds: wait,
    });
  }

  private checkInterval({ interval_seconds: interval }: Report): void {
    const { COLLECT_INTERVAL } = this.environment;
    if (interval === COLLECT_INTERVAL) return;
    throw this.refuse(
      'interval-mismatch',
      `The collector's COLLECT_INTERVAL is ${interval} s, the server's ${COLLECT_INTERVAL} s; set both alike.`,
    );
  }

  /** The tick says when a report counts, the timestamp when it was read: they cannot differ. */
  private checkTick({ tick, timestamp_milliseconds, interval_seconds }: Report): void {
    const expected = Math.floor(timestamp_milliseconds / (interval_seconds * 1_000));
    if (tick === expected) return;
    throw this.refuse(
      'bad-request',
      `"tick" is ${tick}, but "timestamp_milliseconds" lies in tick ${expected}.`,
    );
  }

  /** A clock that is far off would put samples where nobody looks for them. */
  private checkSkew(node: string, sentAtMs: number | undefined): void {
    if (sentAtMs === undefined) return;
    const skewSeconds = (sentAtMs - this.clock.now()) / 1_000;
    if (Math.abs(skewSeconds) <= this.environment.MAX_CLOCK_SKEW_SECONDS) {
      this.skewed.clear(node);
      return;
    }
    if (this.skewed.note(node)) {
      this.logger.warn(`node=${JSON.stringify(node)} clock_skew_seconds=${skewSeconds.toFixed(1)}`);
    }
    throw this.refuse(
      'clock-skew',
      `The clock of node "${node}" is ${skewSeconds.toFixed(1)} s off the server's; set it right.`,
    );
  }

  private checkResult({ result }: AppendOutcome, what: string): void {
    this.count(result);
    if (result === 'stored' || result === 'duplicate') return;
    const { MAX_CLOCK_SKEW_SECONDS } = this.environment;
    const range = `the last ${retentionSecondsOf(this.environment)} s up to ${MAX_CLOCK_SKEW_SECONDS} s ahead`;
    throw new ProblemError('out-of-range-tick', `The ${what} is not within ${range}.`);
  }

  private warnLimit(node: string, refused: number): void {
    this.count('series-limit');
    this.logger.warn(`node=${JSON.stringify(node)} refused=${refused} reason=series_limit`);
  }

  private refuse(kind: ProblemKind, detail: string): ProblemError {
    this.count(kind);
    return new ProblemError(kind, detail);
  }

  private count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

/** What the schema cannot say: all columns of a section are as long as its rows. */
function checkShape(section: ReportSection): void {
  checkParallel('rows', section.rows, section);
  checkParallel('offsets_milliseconds', section.offsets_milliseconds, section);
  const width = section.fields.length;
  const odd = section.rows.findIndex((row) => row.length !== width);
  if (odd < 0) return;
  throw new ProblemError(
    'bad-request',
    `Row ${odd} has ${section.rows[odd].length} values for ${width} fields.`,
  );
}

function checkParallel(name: string, list: readonly unknown[], { ids }: ReportSection): void {
  if (list.length === ids.length) return;
  throw new ProblemError(
    'bad-request',
    `"${name}" has ${list.length} entries for ${ids.length} ids.`,
  );
}
