import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProcess, INTERVAL_SECONDS } from './api-process';
import { Sender } from './sender';

const NOW_MS = Date.UTC(2026, 0, 2);
const START_TICK = NOW_MS / 1_000 / INTERVAL_SECONDS - 1_000;
const DISK_BYTES = 1_048_576;

/** A file system of a megabyte; undefined where this user may not mount one. */
function mountSmallDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-full-'));
  try {
    const options = `size=${DISK_BYTES}`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory], { stdio: 'pipe' });
    return directory;
  } catch {
    rmSync(directory, { recursive: true });
    return undefined;
  }
}

const disk = mountSmallDisk();
if (disk === undefined) {
  process.stderr.write('NOT RUN: a server on a full disk, since mounting a tmpfs needs root\n');
}

(disk === undefined ? describe.skip : describe)('an API server whose disk is full', () => {
  const root = disk ?? '';
  afterAll(() => {
    ApiProcess.killAll();
    execFileSync('umount', [root]);
    rmSync(root, { recursive: true });
  });

  it('answers 507 and keeps what it has, until there is space again', async () => {
    const api = await ApiProcess.start({
      STORAGE_DIR: join(root, 'store'),
      // A clock that stands still: windows never are quiet, so upkeep moves nothing to blocks.
      FREEZE_CLOCK_AT: new Date(NOW_MS).toISOString(),
    });
    const sender = new Sender('node-1', START_TICK);
    let sent = 0;
    await sender.sendUntil(api, () => (sent += 1) > 3);
    for (let piece = DISK_BYTES; piece >= 1; piece = Math.floor(piece / 2)) {
      fill(join(root, 'filler'), piece);
    }
    // Too large for what the last page of the journal still takes.
    const report = sender.build(START_TICK + 10);
    const large = { ...report, boot_id: 'b'.repeat(200), cgroups: manyCgroups(200) };
    const refused = await api.post('/api/reports', large);
    expect(refused).toMatchObject({
      status: 507,
      body: { type: '/problems/storage-full', status: 507 },
    });
    const held = `/api/pods/${sender.pods()[0]}?window=2000&step=${INTERVAL_SECONDS}`;
    const { samples } = await api.get<{ samples: { memory_bytes: number | null }[] }>(held);
    expect(samples.filter(({ memory_bytes }) => memory_bytes !== null)).toHaveLength(3);

    rmSync(join(root, 'filler'));
    expect(await api.post('/api/reports', large)).toMatchObject({ status: 200 });
    expect(await api.stop()).toBe(0);
  });
});

function fill(path: string, bytes: number): void {
  try {
    writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' });
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  }
}

function manyCgroups(count: number) {
  const ids = Array.from({ length: count }, (_, number) => `${'slice/'.repeat(10)}${number}`);
  return {
    fields: ['memory_bytes'],
    ids,
    offsets_milliseconds: ids.map(() => 0),
    rows: ids.map(() => [1]),
    absent: [],
  };
}
