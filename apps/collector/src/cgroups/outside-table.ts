import type { ReportSection } from '@kubemonitor/metrics-model';
import { Fields } from '../report/row';
import { SectionBuilder } from '../report/section';
import type { Tally } from '../report/tally';
import type { CgroupReader } from './cgroup-reader';
import type { ReaderFactory } from './reader-factory';

const FIELDS = new Fields('cgroup');

/** The cgroups outside pods: one reader each, kept while the cgroup exists. */
export class OutsideTable {
  private readers = new Map<string, CgroupReader>();

  constructor(private readonly factory: ReaderFactory) {}

  /** Takes over the paths that are there now, in the order they are reported. */
  update(paths: readonly string[]): void {
    const before = this.readers;
    this.readers = new Map();
    for (const path of paths) {
      const known = before.get(path);
      before.delete(path);
      this.readers.set(
        path,
        known ?? this.factory.createCgroupReader(path, FIELDS, { cgroup: path }),
      );
    }
    for (const reader of before.values()) reader.close();
  }

  /** Reads all of them. */
  read(tally: Tally): ReportSection {
    const section = new SectionBuilder(FIELDS);
    for (const [path, reader] of this.readers) {
      const offset = tally.offsetOf(path);
      if (tally.read(reader, path)) section.add(path, offset, reader.row);
    }
    return section.build();
  }
}
