import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiProcess, INTERVAL_SECONDS, MAIN } from './api-process';
import { Sender } from './sender';

const NOW_MS = Date.UTC(2026, 0, 2);
const START_TICK = NOW_MS / 1_000 / INTERVAL_SECONDS - 1_000;

/** A clock that stands still: windows never are quiet, so all stays in the journal. */
const FREEZE_CLOCK_AT = new Date(NOW_MS).toISOString();

function run(...options: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [MAIN, ...options], { encoding: 'utf8' });
}

/** What is looked at of the answer to --check-store. */
interface StoreSummary {
  readonly minutes: { readonly files: number; readonly bytes: number };
  readonly hours: { readonly files: number; readonly bytes: number };
  readonly damage: readonly string[];
}

function bytesIn(directory: string): number {
  return readdirSync(directory).reduce(
    (sum, name) => sum + statSync(join(directory, name)).size,
    0,
  );
}

describe('the commands for the files of a store', () => {
  const root = mkdtempSync(join(tmpdir(), 'kubemonitor-commands-'));
  const directory = join(root, 'store');
  afterAll(() => {
    ApiProcess.killAll();
    rmSync(root, { recursive: true, force: true });
  });

  it('check and copy one in use', async () => {
    const api = await ApiProcess.start({ STORAGE_DIR: directory, FREEZE_CLOCK_AT });
    const sender = new Sender('node-1', START_TICK);
    let sent = 0;
    await sender.sendUntil(api, () => (sent += 1) > 5);

    const checked = run('--check-store', directory);
    expect([checked.status, checked.stderr]).toEqual([0, '']);
    expect(JSON.parse(checked.stdout)).toMatchObject({ journalled: 5, damage: [] });

    const copy = join(root, 'copy');
    expect(run('--copy-store', directory, '--to', copy)).toMatchObject({
      status: 0,
      stdout: `1 files copied to ${copy}\n`,
    });
    expect(await api.stop()).toBe(0);
    const again = await ApiProcess.start({ STORAGE_DIR: copy, FREEZE_CLOCK_AT });
    expect(await again.post('/api/reports', sender.lastReport)).toMatchObject({
      body: { result: 'duplicate' },
    });
    expect(await again.stop()).toBe(0);
  });

  it('check and copy roll-ups', async () => {
    // The clock stands at ten past midnight: the hour before and its day are over.
    const midnight = Date.parse('2026-11-23T00:00:00Z') / 1_000;
    const rolled = join(root, 'rolled');
    const api = await ApiProcess.start({
      STORAGE_DIR: rolled,
      FREEZE_CLOCK_AT: '2026-11-23T00:10:00Z',
    });
    // A report of 23:10:00, then those of four windows: the fifth to be open is sealed at once.
    for (const [tick, reports] of [
      [midnight - 3_000, 1],
      [midnight, 120],
    ] as const) {
      let sent = 0;
      await new Sender('node-1', tick - 1).sendUntil(api, () => (sent += 1) > reports);
    }
    const check = () => JSON.parse(run('--check-store', rolled).stdout) as StoreSummary;
    let found = check();
    while (found.hours.files === 0) {
      await delay(200);
      found = check();
    }
    expect(found).toMatchObject({
      windows: 1,
      minutes: { files: 1, oldest: '2026-11-22T23:00:00.000Z', newest: '2026-11-23T00:00:00.000Z' },
      hours: { files: 1, oldest: '2026-11-22T00:00:00.000Z', newest: '2026-11-23T00:00:00.000Z' },
      damage: [],
    });
    expect(found.minutes.bytes).toBe(bytesIn(join(rolled, 'minutes')));
    expect(found.hours.bytes).toBe(bytesIn(join(rolled, 'hours')));

    const copy = join(root, 'rolled-copy');
    expect(run('--copy-store', rolled, '--to', copy).status).toBe(0);
    expect(await api.stop()).toBe(0);
    for (const part of ['minutes', 'hours']) {
      expect(readdirSync(join(copy, part))).toEqual(readdirSync(join(rolled, part)));
    }
    expect(JSON.parse(run('--check-store', copy).stdout)).toMatchObject({
      minutes: found.minutes,
      hours: found.hours,
      damage: [],
    });

    const [day] = readdirSync(join(copy, 'hours'));
    const path = join(copy, 'hours', day);
    const bytes = Buffer.from(readFileSync(path));
    bytes[0] ^= 1;
    rmSync(path);
    writeFileSync(path, bytes);
    const damaged = run('--check-store', copy);
    expect(damaged.status).toBe(1);
    expect((JSON.parse(damaged.stdout) as StoreSummary).damage).toEqual([
      expect.stringContaining(day),
    ]);
  });

  it('tell of damage and of bad usage', () => {
    const [segment] = readdirSync(join(directory, 'journal'));
    const path = join(directory, 'journal', segment);
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(path, bytes);
    const checked = run('--check-store', directory);
    expect(checked.status).toBe(1);
    expect((JSON.parse(checked.stdout) as { damage: string[] }).damage).toEqual([
      expect.stringContaining('are damaged or torn'),
    ]);
    expect(run('--check-store', join(root, 'missing'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot check the store') as string,
    });
    expect(run('--copy-store', directory)).toMatchObject({
      status: 2,
      stderr: 'kubemonitor API: --copy-store DIR and --to NEW belong together\n',
    });
  });
});
