import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDirectoryBytes, readDirectoryParts } from './directory-size';

describe('the size of a directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'directory-size-'));
  mkdirSync(join(directory, 'blocks', 'old'), { recursive: true });
  writeFileSync(join(directory, 'blocks', 'a'), Buffer.alloc(100));
  writeFileSync(join(directory, 'blocks', 'old', 'b'), Buffer.alloc(20));
  writeFileSync(join(directory, 'names'), Buffer.alloc(3));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is that of all files, however deep', () => {
    expect(readDirectoryBytes(directory)).toBe(123);
  });

  it('is told by part', () => {
    expect(readDirectoryParts(directory)).toEqual({ blocks: 120, names: 3 });
  });
});
