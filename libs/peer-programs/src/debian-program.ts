import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FailedInstalls } from './failed-installs';
import { ProgramError } from './program-error';

/** A program that comes in a Debian package. */
export interface DebianProgram {
  readonly packageName: string;
  /** What its file is named, with the dashes and suffixes distributions put to it. */
  readonly program: RegExp;
}

/** Waiting for others that install, fetching and unpacking on a slow machine. */
const INSTALL_TIMEOUT_MS = 600_000;

const failedInstalls = new FailedInstalls(join(tmpdir(), 'kubemonitor-failed-installs'));

/**
 * Path of a packaged program. When it is missing, `mayInstall` is set and we are root, it is
 * installed with apt-get; no service of it is started.
 * @throws ProgramError with the command to type when it is not there
 */
export function findProgram(
  { packageName, program }: DebianProgram,
  mayInstall: boolean,
  say: (text: string) => void,
): string {
  const known = findInPackage(packageName, program);
  if (known !== undefined) return known;
  if (mayInstall && isRoot()) installPackage(packageName, say);
  const installed = findInPackage(packageName, program);
  if (installed !== undefined) return installed;
  throw new ProgramError(describeMissing(packageName));
}

/** Installs a package when we are root. @throws ProgramError with the command to type */
export function installPackage(packageName: string, say: (text: string) => void): void {
  if (!isRoot()) throw new ProgramError(describeMissing(packageName));
  say(`installing the Debian package ${packageName}`);
  install(packageName);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function describeMissing(packageName: string): string {
  return `${packageName} is not installed. Install it: sudo apt-get install --no-install-recommends ${packageName}`;
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

/**
 * Installs while nobody else of ours does: test workers may all find it missing. A fresh
 * machine has no lists of packages yet; they are fetched when the first try fails. The lock
 * timeout is for dpkg's lock only: lists that somebody else fetches, or a mirror that does not
 * answer, are tried again, the latter not for long.
 */
const INSTALL_SCRIPT = `
  get() {
    apt-get -o DPkg::Lock::Timeout=180 -o Acquire::Retries=2 \
      -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@"
  }
  is_there() { test "$(dpkg-query -W -f '\${db:Status-Status}' "$1" 2>/dev/null)" = installed; }
  for pause in 3 10 0; do
    is_there "$1" && exit 0
    get install -y --no-install-recommends "$1" && exit 0
    get update
    get install -y --no-install-recommends "$1" && exit 0
    sleep "$pause"
  done
  exit 1
`;

/** Two hundred packages that are unpacked say much. */
const MOST_OUTPUT_BYTES = 2 ** 26;

/** A directory every Debian has, to lock. */
const LOCKED_DIRECTORY = '/var/lib/dpkg';

function install(packageName: string): void {
  const failedBefore = failedInstalls.recall(packageName, Date.now());
  if (failedBefore !== undefined) throw new ProgramError(failedBefore);
  const args = [LOCKED_DIRECTORY, 'sh', '-c', INSTALL_SCRIPT, 'install', packageName];
  const { status, stderr, error } = spawnSync('flock', args, {
    encoding: 'utf8',
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: MOST_OUTPUT_BYTES,
    // In runlevel 1 the package's scripts do not start its service (invoke-rc.d).
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  if (status === 0) return failedInstalls.forget(packageName);
  const said = `${error?.message ?? ''} ${stderr ?? ''}`.trim().slice(-1_000);
  const why = `apt-get could not install ${packageName}: ${said}`;
  failedInstalls.remember(packageName, why);
  throw new ProgramError(why);
}
