import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { basename } from 'node:path';
import { BenchError } from '../bench-error';
import type { Progress } from '../output/progress';

/** A program that comes in a Debian package. */
export interface DebianProgram {
  readonly packageName: string;
  /** What its file is named, with the dashes and suffixes distributions put to it. */
  readonly program: RegExp;
}

const INSTALL_TIMEOUT_MS = 300_000;

/**
 * Path of a packaged program. When it is missing, `mayInstall` is set and we are root, it is
 * installed with apt-get; no service of it is started.
 * @throws BenchError with the command to type when it is not there
 */
export function findProgram(
  { packageName, program }: DebianProgram,
  mayInstall: boolean,
  progress: Progress,
): string {
  const known = findInPackage(packageName, program);
  if (known !== undefined) return known;
  const isRoot = process.getuid?.() === 0;
  if (mayInstall && isRoot) {
    progress.say(`installing the Debian package ${packageName}`);
    install(packageName);
  }
  const installed = findInPackage(packageName, program);
  if (installed !== undefined) return installed;
  throw new BenchError(
    `${packageName} is not installed. Install it: sudo apt-get install --no-install-recommends ${packageName}`,
  );
}

function findInPackage(packageName: string, program: RegExp): string | undefined {
  const { status, stdout } = spawnSync('dpkg', ['-L', packageName], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  return stdout
    .split('\n')
    .find((path) => /\/s?bin\//.test(path) && program.test(basename(path)) && isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function install(packageName: string): void {
  const args = ['install', '-y', '--no-install-recommends', packageName];
  const { status, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    timeout: INSTALL_TIMEOUT_MS,
    // In runlevel 1 the package's scripts do not start its service (invoke-rc.d).
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  if (status === 0) return;
  throw new BenchError(
    `apt-get could not install ${packageName} (try apt-get update): ${(stderr ?? '').slice(-1_000)}`,
  );
}
