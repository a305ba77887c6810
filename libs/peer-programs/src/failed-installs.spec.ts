import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FailedInstalls } from './failed-installs';

describe('FailedInstalls', () => {
  let folder: string;
  let failed: FailedInstalls;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubemonitor-failed-'));
    failed = new FailedInstalls(join(folder, 'failed'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('remembers for ten minutes why a package could not be installed', () => {
    const startMs = Date.now();
    expect(failed.recall('a-browser', startMs)).toBeUndefined();
    failed.remember('a-browser', 'no network');
    const file = join(folder, 'failed', 'a-browser.txt');
    const failedMs = statSync(file).mtimeMs;
    expect(failed.recall('a-browser', failedMs + 599_000)).toContain('no network');
    expect(failed.recall('a-browser', failedMs + 599_000)).toContain(file);
    expect(failed.recall('a-browser', failedMs + 601_000)).toBeUndefined();
    expect(failed.recall('a-font', failedMs)).toBeUndefined();
  });

  it('forgets when it is there after all', () => {
    failed.remember('a-browser', 'no network');
    failed.forget('a-browser');
    failed.forget('a-browser');
    expect(failed.recall('a-browser', Date.now())).toBeUndefined();
  });
});
