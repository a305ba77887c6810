import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProcess, INTERVAL_SECONDS, MAIN } from './api-process';
import { Sender } from './sender';

const NOW_MS = Date.UTC(2026, 0, 2);
const START_TICK = NOW_MS / 1_000 / INTERVAL_SECONDS - 1_000;

/** A clock that stands still: windows never are quiet, so all stays in the journal. */
const FREEZE_CLOCK_AT = new Date(NOW_MS).toISOString();

function run(...options: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [MAIN, ...options], { encoding: 'utf8' });
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
