import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { CommandError } from '@kubemonitor/compare';
import type { Surroundings } from '../surroundings';

/** Where an export goes to. */
export interface Target {
  readonly write: (text: string) => Promise<void>;
  /** Everything is written: a file appears under its name only now. */
  readonly finish: () => Promise<void>;
  /** It failed: what was written of a file is deleted. */
  readonly abandon: () => Promise<void>;
}

const UNFINISHED = '.partial';

/** A file, or the standard output for `-` and undefined. @throws CommandError when it cannot be made */
export async function openTarget(
  path: string | undefined,
  { stdout, defer }: Surroundings,
): Promise<Target> {
  const nothing = (): Promise<void> => Promise.resolve();
  if (path === undefined || path === '-') {
    return { write: stdout.write, finish: nothing, abandon: nothing };
  }
  const partial = `${path}${UNFINISHED}`;
  const file = await openFile(partial);
  let isOpen = true;
  const abandon = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
    await rm(partial, { force: true });
  };
  defer(abandon);
  return {
    write: async (text) => {
      await file.writeFile(text);
    },
    finish: async () => {
      isOpen = false;
      await file.sync();
      await file.close();
      await rename(partial, path);
    },
    abandon,
  };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w');
  } catch (cause) {
    throw new CommandError(`${path} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
