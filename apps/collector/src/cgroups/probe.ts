import { KernelFormatError } from '@kubemonitor/cgroup-parser';
import type { KernelBytes } from '@kubemonitor/cgroup-parser';
import type { ReasonCode } from '@kubemonitor/metrics-model';
import type { Row } from '../report/row';
import { FirstWithData } from './first-with-data';
import { errnoOf } from '../errno';
import type { KernelFiles, KernelSource } from './kernel-file';

/** Turns after which a limit is read again and a missing file is looked for again. */
export const SLOW_TURNS = 12;

/** The cgroup controllers that count something here; `none` = a file of procfs. */
export type Controller = 'cpuacct' | 'cpu' | 'memory' | 'io' | 'pids' | 'none';

/** One kernel file and the metrics it gives. */
export interface Probe {
  /** Names to try in order; see FirstWithData when there is more than one. */
  readonly files: readonly string[];
  /** The controller without which the file does not exist. */
  readonly controller: Controller;
  /** Every metric `take` sets: they are absent when the file cannot be used. */
  readonly fields: readonly string[];
  /** Changes rarely (a limit): read every SLOW_TURNS turns, no descriptor kept. */
  readonly isSlow?: boolean;
  /**
   * Changes only while a task of the cgroup runs, or its memory is charged or reclaimed: need
   * not be read in a turn in which the cgroup was idle. Not so for I/O, which the kernel's
   * writers finish later, and for pressure, which grows while tasks wait.
   */
  readonly isStillWhenIdle?: boolean;
  /** What a missing or refused file means, where its controller does not tell. */
  readonly missing?: ReasonCode;
  /** Parses the bytes and sets the fields. @throws KernelFormatError */
  readonly take: (bytes: KernelBytes, row: Row) => void;
}

/** Where the files of one cgroup (or of procfs) are, and what a missing one means. */
export interface Place {
  /** The directory of the controller's files; undefined = the controller is not mounted. */
  directoryOf(controller: Controller): string | undefined;
  /**
   * Why a file of the controller is not there; undefined = the whole cgroup is gone.
   * @param wasThere the file was read before
   */
  explainMissing(controller: Controller, wasThere: boolean): ReasonCode | undefined;
}

/** A file that exists and cannot be used: for the log. */
export interface BrokenFile {
  readonly file: string;
  readonly reason: ReasonCode;
  readonly message: string;
}

/** What became of one reading. `broken`: something that should be readable is not. */
export type ReadOutcome = 'complete' | 'broken' | 'gone';

/** What the probes of one cgroup share. */
export interface ProbeTarget {
  readonly place: Place;
  readonly row: Row;
  readonly files: KernelFiles;
  /** Called for each file that exists and cannot be used. */
  readonly onBroken: (broken: BrokenFile) => void;
}

/** A probe bound to one cgroup's directory and row. */
export class BoundProbe {
  private source: KernelSource | undefined;
  private nextTurn = 0;
  private outcome: ReadOutcome = 'complete';
  private wasThere = false;

  constructor(
    private readonly probe: Probe,
    private readonly target: ProbeTarget,
  ) {}

  /**
   * Reads the file when its turn has come and sets the row's fields: values, or reasons.
   * `phase` (0 … SLOW_TURNS − 1) spreads the slow files of many cgroups over the turns.
   */
  read(turn: number, phase: number): ReadOutcome {
    if (turn < this.nextTurn) return this.outcome;
    this.nextTurn = turn + 1;
    if (this.probe.isSlow) this.postpone(turn, phase);
    try {
      this.probe.take(this.open().read(), this.target.row);
      this.outcome = 'complete';
      this.wasThere = true;
    } catch (error) {
      this.outcome = this.explain(error, turn, phase);
    }
    return this.outcome;
  }

  /** What became of the last reading. */
  get lastOutcome(): ReadOutcome {
    return this.outcome;
  }

  /** See Probe. */
  get isStillWhenIdle(): boolean {
    return this.probe.isStillWhenIdle === true;
  }

  close(): void {
    this.source?.close();
    this.source = undefined;
  }

  private postpone(turn: number, phase: number): void {
    this.nextTurn = turn + SLOW_TURNS - ((turn + phase) % SLOW_TURNS);
  }

  private open(): KernelSource {
    if (this.source !== undefined) return this.source;
    const directory = this.target.place.directoryOf(this.probe.controller);
    if (directory === undefined) {
      throw Object.assign(new Error('controller not mounted'), { code: 'ENOENT' });
    }
    const candidates = this.probe.files.map((file) =>
      this.target.files.file(directory, file, !this.probe.isSlow),
    );
    this.source = candidates.length === 1 ? candidates[0] : new FirstWithData(candidates);
    return this.source;
  }

  private explain(error: unknown, turn: number, phase: number): ReadOutcome {
    if (error instanceof KernelFormatError) {
      return this.reportBroken(error.code === 'overflow' ? 'overflow' : 'malformed', error);
    }
    this.close();
    this.postpone(turn, phase);
    switch (errnoOf(error)) {
      case 'ENOENT':
      case 'ENODEV':
      case 'ENOTDIR':
      case 'ESRCH':
        return this.explainMissing();
      case 'EOPNOTSUPP':
      case 'ENOTSUP':
        return this.lose(this.probe.missing ?? 'not_supported', 'complete');
      case 'EACCES':
      case 'EPERM':
        return this.reportBroken('permission_denied', error);
      default:
        return this.reportBroken('malformed', error);
    }
  }

  private explainMissing(): ReadOutcome {
    const reason = this.target.place.explainMissing(this.probe.controller, this.wasThere);
    if (reason === undefined) {
      // Should the cgroup be made again under this name, there is nothing to wait for.
      this.nextTurn = 0;
      return this.lose('container_gone', 'gone');
    }
    return this.lose(this.probe.missing ?? reason, 'complete');
  }

  private reportBroken(reason: ReasonCode, error: unknown): ReadOutcome {
    const message = error instanceof Error ? error.message : String(error);
    this.target.onBroken({ file: this.probe.files[0], reason, message });
    return this.lose(reason, 'broken');
  }

  private lose(reason: ReasonCode, outcome: ReadOutcome): ReadOutcome {
    for (const field of this.probe.fields) this.target.row.lose(field, reason);
    return outcome;
  }
}
