import type { Row } from '../report/row';
import { BoundProbe, SLOW_TURNS } from './probe';
import type { Probe, ProbeTarget, ReadOutcome } from './probe';

/** What tells an idle cgroup, read by the first two probes of every cgroup below the root. */
const CPU_TIME = 'cpu_usage_microseconds';
const MEMORY_USAGE = 'memory_usage_bytes';
const LEADING_PROBES = 2;

/**
 * Reads the files of one cgroup (or of procfs) into one row, tick after tick. It keeps the
 * files open, so close it when the cgroup is gone.
 *
 * A cgroup is idle in a turn when its CPU time and its memory usage are those of the turn
 * before: no task of it ran. What cannot have changed then is not read, but for every
 * SLOW_TURNS-th turn, so that a rule that does not hold somewhere heals itself.
 */
export class CgroupReader {
  private readonly probes: readonly BoundProbe[];
  /** The leading probes are there: procfs and the root have others. */
  private readonly canTellIdle: boolean;
  private turn = 0;

  /** @param phase 0 … SLOW_TURNS − 1: in which turns everything is read, after the first */
  constructor(
    probes: readonly Probe[],
    private readonly target: ProbeTarget,
    private readonly phase: number,
  ) {
    const { fields: columns } = target.row;
    this.probes = probes
      .filter(({ fields }) => fields.some((field) => columns.columnOf(field) !== undefined))
      .map((probe) => new BoundProbe(probe, target));
    const isLeading = (index: number, field: string): boolean =>
      probes.at(index)?.fields.includes(field) === true;
    this.canTellIdle = isLeading(0, CPU_TIME) && isLeading(1, MEMORY_USAGE);
  }

  /** The row that is read into. */
  get row(): Row {
    return this.target.row;
  }

  /**
   * Reads what is due. `gone`: the cgroup vanished and the row is not to be used.
   *
   * @param isSandbox its one process does nothing but wait, so while it is idle nothing at
   * all changes
   */
  read(isSandbox = false): ReadOutcome {
    const { turn, phase, row } = this;
    this.turn += 1;
    const cpuTime = row.get(CPU_TIME);
    const memoryUsage = row.get(MEMORY_USAGE);
    const mayBeIdle = this.canTellIdle && cpuTime !== null && (turn + phase) % SLOW_TURNS !== 0;
    let isIdle = false;
    let outcome: ReadOutcome = 'complete';
    for (let index = 0; index < this.probes.length; index += 1) {
      const probe = this.probes[index];
      if (index === LEADING_PROBES && mayBeIdle) {
        isIdle = row.get(CPU_TIME) === cpuTime && row.get(MEMORY_USAGE) === memoryUsage;
      }
      const isStill = isIdle && (isSandbox || probe.isStillWhenIdle);
      const result = isStill ? probe.lastOutcome : probe.read(turn, phase);
      if (result === 'gone') return 'gone';
      if (result === 'broken') outcome = 'broken';
    }
    return outcome;
  }

  close(): void {
    for (const probe of this.probes) probe.close();
  }
}
