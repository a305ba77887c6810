import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultyFiles } from '../../testing/faulty-files';
import { INTERVAL_MS, buildReport } from '../../testing/report-builder';
import { Journal } from './journal';
import type { JournalEntry } from './journal-records';
import type { SyncPolicy } from '../disk/append-file';

const PERIOD_MS = 150_000;

function entry(tick: number): JournalEntry {
  return { kind: 'report', report: buildReport({ tick, pods: { a: { memory_bytes: tick } } }) };
}

describe('Journal', () => {
  let directory: string;
  let nowMs = 0;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubemonitor-journal-'));
    nowMs = 0;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function make(
    sync: SyncPolicy,
    files = new FaultyFiles(),
  ): { journal: Journal; files: FaultyFiles } {
    const options = { directory, sync, intervalMs: INTERVAL_MS, periodMs: PERIOD_MS };
    const journal = new Journal({ ...options, now: () => nowMs, openFile: files.open }, []);
    return { journal, files };
  }

  const segments = () => readdirSync(directory).sort();

  it('commits what comes together with one sync, and each alone that comes alone', async () => {
    const { journal, files } = make('always');
    await Promise.all([1, 2, 3].map((tick) => journal.append(entry(tick), 0)));
    expect(files.syncs).toBe(1);
    await journal.append(entry(4), 0);
    expect(files.syncs).toBe(2);
    await journal.close();
  });

  it('leaves syncing to its owner, or to nobody', async () => {
    const { journal, files } = make('interval');
    await journal.append(entry(1), 0);
    expect(files.syncs).toBe(0);
    await journal.sync();
    await journal.sync();
    expect(files.syncs).toBe(1);
    await journal.close();
    const other = make('none');
    await other.journal.append(entry(1), 0);
    await other.journal.close();
    expect(other.files.syncs).toBe(0);
  });

  it('begins a segment with each stretch of time, also when much comes at once then', async () => {
    const { journal } = make('none');
    await journal.append(entry(1), 0);
    nowMs = PERIOD_MS;
    const first = journal.append(entry(2), 1);
    await new Promise<void>((resolve) => setImmediate(resolve));
    await Promise.all([first, journal.append(entry(3), 1), journal.append(entry(4), 1)]);
    expect(segments()).toEqual(['0000000001.journal', '0000000002.journal']);
    await journal.close();
  });

  it('deletes a segment when all windows it has entries of are settled', async () => {
    const { journal } = make('none');
    await journal.append(entry(1), 0);
    await journal.append(entry(40), 1);
    await journal.release(() => true);
    expect(segments()).toHaveLength(1);
    nowMs = PERIOD_MS;
    await journal.release((window) => window === 0);
    expect(segments()).toHaveLength(1);
    await journal.release(() => true);
    expect(segments()).toEqual([]);
    await journal.append(entry(41), 1);
    expect(segments()).toEqual(['0000000002.journal']);
    await journal.close();
  });

  it('goes on in a new segment when the old one could not be brought to the disk', async () => {
    const { journal, files } = make('interval');
    await journal.append(entry(1), 0);
    files.faults.add('sync');
    await expect(journal.sync()).rejects.toMatchObject({ code: 'sync_failed' });
    files.faults.clear();
    await journal.append(entry(2), 0);
    expect(segments()).toEqual(['0000000001.journal', '0000000002.journal']);
    await journal.close();
  });
});
