import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessGroup } from '@kubemonitor/peer-programs';
import { NOW, POD_LIST, REPORTS } from './shop';

const DIST = join(__dirname, '../../../dist');
const API = join(DIST, 'api/main.cjs');
/** The command line as it is built. */
export const CLI = join(DIST, 'cli/kubemonitor.cjs');

/** An API server of its own process, with the reports of `shop.ts` unless told otherwise. */
export interface Shop {
  readonly url: string;
  readonly directory: string;
  readonly stop: () => Promise<void>;
}

/** Starts the API as it is built, at noon of the recording, and sends it the reports. */
export async function openShop(env: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-cli-'));
  const list = join(directory, 'pods.json');
  writeFileSync(list, JSON.stringify(POD_LIST));
  const processes = new ProcessGroup();
  const server = processes.start({
    name: 'the API',
    command: process.execPath,
    args: [API],
    env: {
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      FREEZE_CLOCK_AT: NOW,
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: list,
      STORAGE_DIR: join(directory, 'store'),
      ...env,
    },
  });
  const [, url] = await server.waitForOutput(/listens on (http:\S+)/);
  for (const report of REPORTS) {
    const response = await fetch(`${url}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
    });
    if (!response.ok) throw new Error(`report: ${response.status} ${await response.text()}`);
  }
  return {
    url,
    directory,
    stop: async () => {
      await processes.stopAll();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** How a command line ended. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the programs get of this process's environment. */
const CLEAN_ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  TZ: 'UTC',
};

/** Runs any program to its end. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(command, args, {
    env: { ...CLEAN_ENV, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs `kubemonitor` with a command line written as people write it. */
export function kubemonitor(
  line: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return run(process.execPath, [CLI, ...line.split(' ')], env);
}
