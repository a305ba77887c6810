import { join } from 'node:path';
import { KernelFormatError, isPodInterface, parseNetDev } from '@kubemonitor/cgroup-parser';
import type { ReasonCode } from '@kubemonitor/metrics-model';
import { NETWORK_FIELDS, setNetwork } from '../host/network-counters';
import type { Row } from '../report/row';
import { errnoOf } from '../errno';
import type { KernelFile, KernelFiles } from './kernel-file';
import { readSharesHostNetwork } from './network-namespace';
import type { BrokenFile } from './probe';

/** What became of reading a pod's network. `lost`: its process is no longer there. */
export type NetworkOutcome = 'complete' | 'broken' | 'lost';

/**
 * The network of one pod, read from `P/<pid>/net/dev` of one of its processes: all of them
 * are in the sandbox's network namespace and show the same table. The open descriptor
 * keeps the namespace alive, so `release` it as soon as the process's container is gone.
 */
export class PodNetwork {
  private file: KernelFile | undefined;
  private source: string | undefined;
  private isShared: boolean | null = null;

  constructor(
    private readonly hostProc: string,
    private readonly files: KernelFiles,
    private readonly onBroken: (broken: BrokenFile) => void,
  ) {}

  /** Id of the container whose process is used; undefined when none is. */
  get containerId(): string | undefined {
    return this.source;
  }

  /** True: the pod shares the node's network. null: no process was found to tell. */
  get hostNetwork(): boolean | null {
    return this.isShared;
  }

  /** Reads the network from process `pid` of container `containerId` from now on. */
  use(containerId: string, pid: number): void {
    this.release();
    this.source = containerId;
    this.isShared = readSharesHostNetwork(this.hostProc, pid, this.files);
    this.file = this.files.file(join(this.hostProc, String(pid)), 'net/dev');
  }

  release(): void {
    this.file?.close();
    this.file = undefined;
    this.source = undefined;
    this.isShared = null;
  }

  /** Sets the network fields of `row`: values, or why there are none. */
  read(row: Row): NetworkOutcome {
    if (this.isShared === true) return this.lose(row, 'host_network', 'complete');
    if (this.file === undefined) return this.lose(row, 'no_process', 'complete');
    try {
      setNetwork(row, parseNetDev(this.file.read()), isPodInterface);
      return 'complete';
    } catch (error) {
      return this.explain(error, row);
    }
  }

  private explain(error: unknown, row: Row): NetworkOutcome {
    const code = errnoOf(error);
    if (error instanceof KernelFormatError) {
      return this.reportBroken(row, error.code === 'overflow' ? 'overflow' : 'malformed', error);
    }
    if (code === 'EACCES' || code === 'EPERM') {
      return this.reportBroken(row, 'permission_denied', error);
    }
    this.release();
    return this.lose(row, 'no_process', 'lost');
  }

  private reportBroken(row: Row, reason: ReasonCode, error: unknown): NetworkOutcome {
    this.onBroken({ file: 'net/dev', reason, message: String(error) });
    return this.lose(row, reason, 'broken');
  }

  private lose(row: Row, reason: ReasonCode, outcome: NetworkOutcome): NetworkOutcome {
    for (const field of NETWORK_FIELDS) row.lose(field, reason);
    return outcome;
  }
}
