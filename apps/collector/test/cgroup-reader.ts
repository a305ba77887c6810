import { join } from 'node:path';
import type { CgroupReader } from '../src/cgroups/cgroup-reader';
import { KernelFiles } from '../src/cgroups/kernel-file';
import { detectLayout } from '../src/cgroups/layout';
import { ReaderFactory } from '../src/cgroups/reader-factory';
import { BlockDevices } from '../src/host/block-devices';
import { Fields, Row } from '../src/report/row';
import { createRecordedLog } from './recorded-log';

/** A reader of one container's cgroup below a test's directory, with what it logged. */
export interface OpenedReader {
  readonly reader: CgroupReader;
  readonly lines: Record<string, unknown>[];
}

/** Opens the cgroup `path` of the tree in `directory`; `8:0` is the disk `sda`, `253:0` is `dm-0`. */
export function openContainerReader(directory: string, path: string): OpenedReader {
  const { log, guard, lines } = createRecordedLog();
  const files = new KernelFiles();
  const devices = new BlockDevices(join(directory, 'no-sysfs'));
  devices.update([
    { device: '8:0', name: 'sda' },
    { device: '253:0', name: 'dm-0' },
  ]);
  const layout = detectLayout(directory, join(directory, 'proc'), files);
  const factory = new ReaderFactory(layout, devices, files, log, guard);
  const labels = { pod: 'p1', container: 'c1' };
  return { reader: factory.createCgroupReader(path, new Fields('container'), labels), lines };
}

/** The row as an object: a value, or the reason in brackets. */
export function describeRow(row: Row): Record<string, number | string> {
  return Object.fromEntries(
    row.fields.names.map((name) => [name, row.get(name) ?? `(${row.reasonOf(name)})`]),
  );
}
