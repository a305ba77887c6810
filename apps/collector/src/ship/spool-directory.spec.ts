import { readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRecordedLog } from '../../test/recorded-log';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { SpoolDirectory } from './spool-directory';

const directory = useTemporaryDirectory();
const opened: SpoolDirectory[] = [];
let lines: Record<string, unknown>[];

afterEach(() => {
  for (const spool of opened.splice(0)) spool.close();
});

function open(maxBytes = 10_000, path = join(directory(), 'spool')): SpoolDirectory {
  const recorded = createRecordedLog();
  lines = recorded.lines;
  const spool = new SpoolDirectory(path, maxBytes, recorded.log);
  opened.push(spool);
  return spool;
}

/** A report of 100 bytes with its record's header that begins with a number. */
const report = (number: number): Buffer => Buffer.from(String(number).padEnd(87));
const numberOf = (body: Buffer | undefined): number => Number(body?.toString('utf8'));

function drain(spool: SpoolDirectory): number[] {
  const numbers: number[] = [];
  for (let body = spool.oldest(); body !== undefined; body = spool.oldest()) {
    numbers.push(numberOf(body));
    spool.removeOldest();
  }
  return numbers;
}

function bytesOnDisk(): number {
  const path = join(directory(), 'spool');
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}

it('gives reports oldest first, over several segments, and deletes what is done', () => {
  const spool = open(800);
  for (let number = 1; number <= 8; number += 1) expect(spool.append(report(number))).toBe(true);

  expect(spool.pending).toBe(8);
  expect(readdirSync(join(directory(), 'spool'))).toHaveLength(8);
  expect(drain(spool)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(readdirSync(join(directory(), 'spool'))).toEqual([]);
});

it('never takes more bytes than it may, dropping the oldest and counting them', () => {
  const spool = open(1_600);
  for (let number = 1; number <= 40; number += 1) {
    spool.append(report(number));
    expect(bytesOnDisk()).toBeLessThanOrEqual(1_600);
  }

  // Two records a segment of 200 bytes, eight segments.
  expect(drain(spool)).toEqual([25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
  expect(spool.dropped).toBe(24);
});

it('refuses a report that is larger than the bound', () => {
  const spool = open(99);

  expect(spool.append(report(1))).toBe(false);
  expect(spool.pending).toBe(0);
  expect(lines).toEqual([]);
});

it('goes on where an earlier process ended', () => {
  const before = open();
  for (const number of [1, 2, 3]) before.append(report(number));
  before.removeOldest();
  before.close();

  const after = open();
  after.append(report(4));

  expect(after.pending).toBe(3);
  expect(drain(after)).toEqual([2, 3, 4]);
});

it('survives torn and foreign files', () => {
  const before = open();
  before.append(report(1));
  before.close();
  writeFileSync(join(directory(), 'spool/reports-00000002.spool'), 'KMR1 torn');
  writeFileSync(join(directory(), 'spool/notes.txt'), 'not ours');

  const after = open();
  after.append(report(2));

  expect(drain(after)).toEqual([1, 2]);
  expect(readdirSync(join(directory(), 'spool'))).toEqual(['notes.txt']);
});

it('keeps nothing, with one warning, where it cannot write', () => {
  writeFiles(directory(), { file: '' });
  const spool = open(10_000, join(directory(), 'file/spool'));

  expect(spool.append(report(1))).toBe(false);
  expect(spool.append(report(2))).toBe(false);
  expect(spool.oldest()).toBeUndefined();
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'warn',
      message: 'unsent reports are kept in memory only',
      error: expect.stringContaining('ENOTDIR') as unknown,
    }),
  ]);
});

it('writes no more, with one warning, on a full disk, and still gives what is there', () => {
  const before = open();
  before.append(report(1));
  before.close();
  const spool = open();
  // Every write to /dev/full gives ENOSPC.
  symlinkSync('/dev/full', join(directory(), 'spool/reports-00000002.spool'));

  expect(spool.append(report(2))).toBe(false);
  expect(spool.append(report(3))).toBe(false);
  expect(drain(spool)).toEqual([1]);
  expect(lines).toEqual([
    expect.objectContaining({ error: expect.stringContaining('ENOSPC') as unknown }),
  ]);
});
