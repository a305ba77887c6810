import type { BlockDevices } from '../host/block-devices';
import type { LogFields, Logger, RepeatGuard } from '../log';
import type { Fields } from '../report/row';
import { Row } from '../report/row';
import { CgroupReader } from './cgroup-reader';
import type { KernelFiles } from './kernel-file';
import type { Layout } from './layout';
import { SLOW_TURNS } from './probe';
import type { BrokenFile, Place, Probe } from './probe';
import { V1_PRESSURE_FIELDS, V1_ROOT_PROBES, createV1Probes } from './v1-reader';
import { V2_ROOT_PROBES, createV2Probes } from './v2-reader';

/** Makes the readers of one host: the right files for its cgroup version, one log for all. */
export class ReaderFactory {
  private readonly probes: readonly Probe[];
  private nextPhase = 0;

  constructor(
    private readonly layout: Layout,
    devices: BlockDevices,
    readonly files: KernelFiles,
    private readonly log: Logger,
    private readonly guard: RepeatGuard,
  ) {
    this.probes = layout.version === 'v2' ? createV2Probes(devices) : createV1Probes(devices);
  }

  /** A reader of the cgroup `path`; `labels` name it in the log. */
  createCgroupReader(path: string, fields: Fields, labels: LogFields): CgroupReader {
    const row = new Row(fields);
    if (this.layout.version !== 'v2') {
      for (const field of V1_PRESSURE_FIELDS) row.lose(field, 'no_psi');
    }
    return this.create(this.probes, this.layout.placeOf(path), row, labels);
  }

  /** A reader of the root cgroup into a row it shares with others. */
  createRootReader(row: Row): CgroupReader {
    const probes = this.layout.version === 'v2' ? V2_ROOT_PROBES : V1_ROOT_PROBES;
    const root = this.layout.placeOf('/');
    // The root cannot vanish: without one there are no cgroups at all.
    const place: Place = {
      directoryOf: root.directoryOf,
      explainMissing: (controller, wasThere) =>
        root.explainMissing(controller, wasThere) ?? 'controller_missing',
    };
    return this.create(probes, place, row, { cgroup: '/' });
  }

  /** A reader of any other files, such as procfs. */
  create(probes: readonly Probe[], place: Place, row: Row, labels: LogFields): CgroupReader {
    this.nextPhase = (this.nextPhase + 1) % SLOW_TURNS;
    const onBroken = this.createBrokenHandler(labels);
    return new CgroupReader(probes, { place, row, files: this.files, onBroken }, this.nextPhase);
  }

  /** What logs a broken file of the entity `labels` names: once a file and reason. */
  createBrokenHandler(labels: LogFields): (broken: BrokenFile) => void {
    return ({ file, reason, message }) => {
      this.guard.pass(`${file} ${reason}`, (suppressed) =>
        this.log.warn('a kernel file cannot be used', {
          ...labels,
          file,
          reason,
          error: message,
          suppressed,
        }),
      );
    };
  }
}
