import { readFile } from 'node:fs/promises';

/**
 * Reads the same files in the way that comes to mind first, `fs.promises.readFile` and
 * `split`, and says what CPU a cycle over all of them takes, ms; the thread pool is included.
 */
export async function measureReadFile(files: readonly string[], cycles: number): Promise<number> {
  await readAll(files);
  const before = process.cpuUsage();
  for (let cycle = 0; cycle < cycles; cycle += 1) await readAll(files);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / cycles;
}

async function readAll(files: readonly string[]): Promise<number> {
  let words = 0;
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    for (const line of text.split('\n')) words += line.split(/\s+/).length;
  }
  return words;
}
