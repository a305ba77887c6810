import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes `result/<name>-<time>.txt` under the workspace; the time is UTC, without characters
 * a file name must not have.
 * @returns the file's path
 */
export function writeResult(workspace: string, name: string, atMs: number, text: string): string {
  const directory = join(workspace, 'result');
  mkdirSync(directory, { recursive: true });
  const time = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const file = join(directory, `${name}-${time}.txt`);
  writeFileSync(file, text);
  return file;
}
