import { setTimeout as delay } from 'node:timers/promises';
import type { Report, ReportSection } from '@kubemonitor/metrics-model';
import { INTERVAL_SECONDS, type ApiProcess } from './api-process';

const INTERVAL_MS = INTERVAL_SECONDS * 1_000;
const PODS = 3;
const TOO_MANY_REQUESTS = 429;
const RETRY_MS = 50;

/** One sample by pod and time. */
export interface SentSample {
  readonly pod: string;
  readonly timestampMs: number;
  readonly value: number;
}

/** Sends reports of one node, tick after tick, and keeps what was acknowledged. */
export class Sender {
  readonly acknowledged: SentSample[] = [];
  /** Sent, but the server died before it answered: they may be stored or not. */
  readonly unanswered: SentSample[] = [];
  lastReport: Report | undefined;

  constructor(
    readonly node: string,
    private tick: number,
  ) {}

  /** Sends one report after another until the server dies or `isOver`. */
  async sendUntil(api: ApiProcess, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      this.tick += 1;
      const report = this.build(this.tick);
      const answer = await api.post('/api/reports', report);
      const samples = this.samplesOf(this.tick);
      if (answer === undefined) {
        this.unanswered.push(...samples);
        return;
      }
      if (answer.status === TOO_MANY_REQUESTS) {
        // A fast machine: the server takes only so many of one node at once.
        this.tick -= 1;
        await delay(RETRY_MS);
        continue;
      }
      if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      this.acknowledged.push(...samples);
      this.lastReport = report;
    }
  }

  pods(): string[] {
    return Array.from({ length: PODS }, (_, pod) => `${this.node}-pod-${pod}`);
  }

  private samplesOf(tick: number): SentSample[] {
    return this.pods().map((pod, index) => ({
      pod,
      timestampMs: tick * INTERVAL_MS,
      value: valueOf(tick, index),
    }));
  }

  /** The report of a tick, the same each time. */
  build(tick: number): Report {
    const ids = this.pods();
    return {
      schema_version: 1,
      node: this.node,
      boot_id: 'boot-1',
      tick,
      interval_seconds: INTERVAL_SECONDS,
      timestamp_milliseconds: tick * INTERVAL_MS,
      uptime_seconds: tick,
      clock_stepped: false,
      host: section([this.node], [tick]),
      pods: {
        ...section(
          ids,
          ids.map((_, index) => valueOf(tick, index)),
        ),
        qos: ids.map(() => 'Burstable'),
        host_network: ids.map(() => false),
      },
      containers: { ...section([], []), pods: [], sandbox: [] },
      cgroups: section([], []),
      skipped: { gone: 0, broken: 0 },
    };
  }
}

/** Differs for every pod and tick, in the low bytes and in the high ones. */
function valueOf(tick: number, pod: number): number {
  return ((tick * 7_919) % 1_000_003) * 4_096 + pod;
}

function section(ids: string[], values: number[]): ReportSection {
  return {
    fields: ['memory_bytes'],
    ids,
    offsets_milliseconds: ids.map(() => 0),
    rows: values.map((value) => [value]),
    absent: [],
  };
}
