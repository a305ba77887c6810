import type { KernelBytes } from '@kubemonitor/cgroup-parser';
import { errnoOf } from '../errno';
import type { KernelSource } from './kernel-file';

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** A file of cgroup v1's blkio has data when it begins with a device number, not with `Total 0`. */
function hasData(bytes: KernelBytes): boolean {
  return bytes.length > 0 && bytes[0] >= DIGIT_0 && bytes[0] <= DIGIT_9;
}

/**
 * Several files that may hold the same figures, of which the kernel fills one: cgroup v1
 * counts I/O in `blkio.bfq.*`, `blkio.*` or `blkio.throttle.*`, by scheduler and kernel.
 * The first with data is used from then on; while none has, all are looked at. The last
 * one is for old kernels that have none of the others. The order is that of
 * opencontainers/cgroups `fs/blkio.go`.
 */
export class FirstWithData implements KernelSource {
  private candidates: readonly KernelSource[];
  private readonly lastResort: KernelSource;
  private isSettled = false;

  /** @param sources at least one */
  constructor(sources: readonly KernelSource[]) {
    this.candidates = sources.slice(0, -1);
    this.lastResort = sources[sources.length - 1];
  }

  /** @throws the errno error of the last resort when there is no other and it cannot be read. */
  read(): KernelBytes {
    if (this.isSettled) return this.candidates[0].read();
    let empty: KernelBytes | undefined;
    for (const candidate of this.candidates) {
      const bytes = this.readCandidate(candidate);
      if (bytes === undefined) continue;
      if (hasData(bytes)) return this.settle(candidate, bytes);
      empty = bytes;
    }
    return empty ?? this.lastResort.read();
  }

  close(): void {
    for (const candidate of this.candidates) candidate.close();
    this.lastResort.close();
  }

  /** The candidate's bytes; undefined, and the candidate struck off, when it does not exist. */
  private readCandidate(candidate: KernelSource): KernelBytes | undefined {
    try {
      return candidate.read();
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      this.candidates = this.candidates.filter((other) => other !== candidate);
      return undefined;
    }
  }

  private settle(chosen: KernelSource, bytes: KernelBytes): KernelBytes {
    for (const candidate of this.candidates) if (candidate !== chosen) candidate.close();
    this.candidates = [chosen];
    this.isSettled = true;
    return bytes;
  }
}
