import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path relative to a directory, with what they hold. */
export type FileTree = Readonly<Record<string, string | Buffer>>;

/** Writes files below `directory`, making the directories they are in. */
export function writeFiles(directory: string, files: FileTree): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/**
 * Gives each test of a suite a real directory of its own, deleted afterwards. Call it in a
 * `describe` or at the top of a spec; the returned function gives the path in a test.
 */
export function useTemporaryDirectory(): () => string {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'collector-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return () => directory;
}
