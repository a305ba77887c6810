import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** For so long a package that could not be installed is not tried again. */
const REMEMBERED_MS = 600_000;

/**
 * Remembers which packages could not be installed: each file of tests is a process of its own,
 * and without a network each would wait for it anew.
 */
export class FailedInstalls {
  /** @param folder where the files are that remember, one a package */
  constructor(private readonly folder: string) {}

  /** Why it could not be installed a short while ago; undefined: it may be tried. */
  recall(packageName: string, nowMs: number): string | undefined {
    const path = this.pathOf(packageName);
    try {
      if (Math.abs(nowMs - statSync(path).mtimeMs) > REMEMBERED_MS) return undefined;
      return `${readFileSync(path, 'utf8')} (not tried again for ten minutes, unless ${path} is removed)`;
    } catch {
      // It has not failed, or was forgotten meanwhile.
      return undefined;
    }
  }

  remember(packageName: string, why: string): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.pathOf(packageName), why);
  }

  forget(packageName: string): void {
    rmSync(this.pathOf(packageName), { force: true });
  }

  private pathOf(packageName: string): string {
    return join(this.folder, `${packageName}.txt`);
  }
}
