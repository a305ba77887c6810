import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Bytes of all files below `directory`; files that go meanwhile are left out. */
export function readDirectoryBytes(directory: string): number {
  return Object.values(readDirectoryParts(directory)).reduce((sum, bytes) => sum + bytes, 0);
}

/** The same by what lies at the top of `directory`: a folder with all below it, or a file. */
export function readDirectoryParts(directory: string): Record<string, number> {
  const parts: Record<string, number> = {};
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const [part] = relative(directory, path).split(sep);
    parts[part] = (parts[part] ?? 0) + readFileBytes(path);
  }
  return parts;
}

function readFileBytes(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    // Merged into another file since it was listed.
    return 0;
  }
}
