import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultyFiles } from '../../testing/faulty-files';
import { NamesFile } from './names-file';
import type { EntityRecord, NamesRecord } from './names-records';

const ENTITY: EntityRecord = {
  scope: 'container',
  serial: 70_000,
  node: 'n1',
  id: 'ü'.repeat(70),
  parent: 0,
  firstTick: 6_000,
  firstSeenMs: 30_000_012.5,
  lastTick: 6_001,
  previousTick: -1,
  lastSeenMs: 30_005_012,
  isCold: true,
  series: 12,
  traits: { sandbox: null },
  groups: { namespace: undefined, workload: 0 },
  description: Uint8Array.of(0, 1, 255),
};

const RECORDS: readonly NamesRecord[] = [
  { kind: 'group', group: { kind: 'workload', serial: 0, key: 'Deployment/cart' } },
  { kind: 'node', node: { name: 'n1', boots: ['a', 'b'], nextBoot: 2 } },
  { kind: 'entity', entity: ENTITY },
  {
    kind: 'entity',
    entity: {
      ...ENTITY,
      scope: 'pod',
      parent: undefined,
      traits: { qos: 'Guaranteed', hostNetwork: true },
      groups: { namespace: 3, workload: undefined },
      description: undefined,
      isCold: false,
    },
  },
  { kind: 'entity', entity: { ...ENTITY, scope: 'node', traits: {} } },
];

describe('NamesFile', () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubemonitor-names-'));
    path = join(directory, 'names');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const open = (files = new FaultyFiles()) =>
    new NamesFile({ path, intervalMs: 5_000, sync: 'interval', openFile: files.open });

  async function read() {
    const records: NamesRecord[] = [];
    const found = await open().read((record) => records.push(record));
    return { records, ...found };
  }

  it('is empty at first', async () => {
    expect(await read()).toEqual({ records: [], intervalMs: undefined, damagedBytes: 0 });
  });

  it('gives back what was appended, also after it was opened again', async () => {
    const first = open();
    await first.append(RECORDS.slice(0, 2));
    await first.close();
    const second = open();
    await second.read(() => undefined);
    await second.append(RECORDS.slice(2));
    expect(second.size).toBe(statSync(path).size);
    await second.close();
    expect(await read()).toEqual({ records: RECORDS, intervalMs: 5_000, damagedBytes: 0 });
  });

  it('is as it was after a failed append', async () => {
    const files = new FaultyFiles();
    const names = open(files);
    await names.append(RECORDS.slice(0, 1));
    const before = readFileSync(path);
    for (const fault of ['write', 'sync'] as const) {
      files.faults.add(fault);
      await expect(names.append(RECORDS)).rejects.toThrow('told to fail');
      files.faults.clear();
      expect(readFileSync(path)).toEqual(before);
    }
    await names.append(RECORDS.slice(1));
    await names.close();
    expect((await read()).records).toEqual(RECORDS);
  });

  it('is stale when twice of what it would be, and small again when written anew', async () => {
    const names = open();
    const many = Array.from({ length: 4_000 }, () => RECORDS[2]);
    await names.rewrite(many);
    expect(names.isStale).toBe(false);
    await names.append(many);
    expect(names.isStale).toBe(false);
    await names.append(RECORDS);
    expect(names.isStale).toBe(true);
    await names.rewrite(RECORDS);
    expect(names.isStale).toBe(false);
    await names.append(RECORDS.slice(0, 1));
    await names.close();
    expect((await read()).records).toEqual([...RECORDS, RECORDS[0]]);
  });

  it('tells of what it cannot read and gives the rest', async () => {
    const names = open();
    await names.append(RECORDS);
    await names.close();
    const bytes = readFileSync(path);
    bytes[0] ^= 1;
    bytes[40] ^= 1;
    writeFileSync(path, bytes.subarray(0, -1));
    const { records, intervalMs, damagedBytes } = await read();
    expect(records).toEqual(RECORDS.slice(1, -1));
    expect(intervalMs).toBeUndefined();
    expect(damagedBytes).toBeGreaterThan(12);
  });
});
