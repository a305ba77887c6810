import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files below `directory`; files that go meanwhile are left out. */
export function readDirectoryBytes(directory: string): number {
  let bytes = 0;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += readFileBytes(join(entry.parentPath, entry.name));
  }
  return bytes;
}

function readFileBytes(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    // Merged into another file since it was listed.
    return 0;
  }
}
