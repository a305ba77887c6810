import type { Poster } from '../http/poster';
import { readUsage, type Usage } from '../process/proc-usage';

/** What was sent in a stretch of time and what the server used for it. */
export interface IngestMeasure {
  readonly requests: number;
  readonly samples: number;
  readonly wireBytes: number;
  readonly seconds: number;
  /** Undefined where the server's process is not known. */
  readonly cpuSeconds: number | undefined;
}

/** Notes where a poster and a process stand, to tell later what happened since. */
export class IngestMark {
  private readonly requests: number;
  private readonly bytes: number;
  private readonly start = performance.now();
  private readonly usage: Usage | undefined;

  constructor(
    private readonly poster: Poster,
    private readonly pid: number | undefined,
    private readonly samplesPerRequest: number,
  ) {
    this.requests = poster.accepted;
    this.bytes = poster.bytes;
    this.usage = pid === undefined ? undefined : readUsage(pid);
  }

  since(): IngestMeasure {
    const requests = this.poster.accepted - this.requests;
    const { pid, usage } = this;
    return {
      requests,
      samples: requests * this.samplesPerRequest,
      wireBytes: this.poster.bytes - this.bytes,
      seconds: (performance.now() - this.start) / 1_000,
      cpuSeconds:
        pid === undefined || usage === undefined
          ? undefined
          : readUsage(pid).cpuSeconds - usage.cpuSeconds,
    };
  }
}

/** CPU seconds for a million samples. */
export function computeCpuPerMillion({
  cpuSeconds,
  samples,
}: Pick<IngestMeasure, 'cpuSeconds' | 'samples'>): number | undefined {
  return cpuSeconds === undefined ? undefined : (cpuSeconds / samples) * 1_000_000;
}
