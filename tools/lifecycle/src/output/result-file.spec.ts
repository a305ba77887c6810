import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeResult } from './result-file';

it('writes a result under a name with its time', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'kubemonitor-result-'));
  try {
    const file = writeResult(workspace, 'api-test', Date.parse('2026-01-02T03:04:05Z'), 'text');
    expect(file).toBe(join(workspace, 'result', 'api-test-2026-01-02-030405.txt'));
    expect(readFileSync(file, 'utf8')).toBe('text');
  } finally {
    rmSync(workspace, { recursive: true });
  }
});
