// `npm start`: builds what changed, starts the API server with the dashboard and one collector on
// this very machine, shows the first numbers and ends both on Ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const HOST = process.env.HOST || '127.0.0.1';
const PORT = Number(process.env.PORT || 8080);
const INTERVAL_SECONDS = Number(process.env.COLLECT_INTERVAL || 5);
const STORAGE_DIR = process.env.STORAGE_DIR ?? 'data';
const READY_TIMEOUT_MS = 30_000;
const END_TIMEOUT_MS = 10_000;
const MEBIBYTE = 2 ** 20;

const USAGE = `npm start — the API server, its dashboard and one collector on this machine

Environment:
  PORT              port of the API (default 8080)
  HOST              address of the API (default 127.0.0.1; 0.0.0.0 = reachable from elsewhere)
  COLLECT_INTERVAL  seconds between two readings (default 5)
  NODE_NAME         name of this machine (default its host name)
  STORAGE_DIR       where samples are kept for a day (default data; empty = in memory only)
All other variables of the two programs: node dist/api/main.cjs --help, node dist/collector/main.cjs --help
`;

const children = [];
let isEnding = false;

function say(text) {
  console.log(`kubemonitor: ${text}`);
}

/** Whether the port can be listened on. */
function isPortFree() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(PORT, HOST, () => probe.close(() => resolve(true)));
  });
}

function build() {
  const started = Date.now();
  say('building …');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', 'api,collector,dashboard'],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    console.error(stdout, stderr);
    say('the build failed; its messages above say why.');
    process.exit(1);
  }
  say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Starts a program in a process group of its own, so that only this launcher ends it. */
function launch(name, args, env) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  child.on('exit', (code, signal) => {
    if (isEnding) return;
    say(`the ${name} ended unexpectedly (${signal ?? `exit code ${code}`}).`);
    void end(1);
  });
  children.push(child);
  return child;
}

/** Ends the collector first, so that its last report still finds the server. */
async function end(code) {
  if (isEnding) return;
  isEnding = true;
  for (const child of [...children].reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timeout = delay(END_TIMEOUT_MS).then(() => child.kill('SIGKILL'));
    await Promise.race([ended, timeout]);
  }
  process.exit(code);
}

async function getJson(url) {
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

async function waitFor(what, read, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (!isEnding && Date.now() < deadline) {
    const value = await read();
    if (value !== undefined) return value;
    await delay(200);
  }
  if (!isEnding) {
    say(`${what} did not come within ${timeoutMs / 1000} s.`);
    await end(1);
  }
  return undefined;
}

function formatBytes(bytes) {
  return bytes >= 1024 * MEBIBYTE
    ? `${(bytes / 1024 / MEBIBYTE).toFixed(1)} GiB`
    : `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}

function describeNode(node) {
  const cpu = `${Math.round(node.cpu_millicores)} of ${node.cpu_capacity_millicores} millicores`;
  const memory = `${formatBytes(node.memory_used_bytes)} of ${formatBytes(node.memory_total_bytes)} used`;
  const rate = (value) => (typeof value !== 'number' ? 'unknown' : `${formatBytes(value)}/s`);
  return [
    `${node.node}: CPU ${cpu}, memory ${memory} (working set ${formatBytes(node.memory_bytes)})`,
    `disk ${rate(node.disk_read_bytes_per_second)} read, ${rate(node.disk_write_bytes_per_second)} written`,
    `network ${rate(node.network_rx_bytes_per_second)} in, ${rate(node.network_tx_bytes_per_second)} out`,
  ].join(' · ');
}

async function main() {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  if (!(await isPortFree())) {
    say(`port ${PORT} on ${HOST} is taken or may not be used; choose another: PORT=8081 npm start`);
    process.exit(1);
  }
  build();
  const url = `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${PORT}`;
  launch('API server', ['--max-semi-space-size=2', 'dist/api/main.cjs'], {
    PORT,
    HOST,
    STORAGE_DIR,
  });
  await waitFor('the API server', () => getJson(`${url}/health`), READY_TIMEOUT_MS);
  if (isEnding) return;
  launch('collector', ['--max-semi-space-size=1', 'dist/collector/main.cjs'], {
    API_SERVER_URL: url,
  });
  console.log(`
  dashboard  ${url}/
  nodes      ${url}/api/nodes
  pods       ${url}/api/pods
  API pages  ${url}/docs and ${url}/redoc
  health     ${url}/health
`);
  say(`waiting for two readings, ${INTERVAL_SECONDS} s apart (a rate needs two) …`);
  const first = await waitFor(
    'the first numbers',
    async () => {
      const list = await getJson(`${url}/api/nodes`);
      return list?.items.find((node) => typeof node.cpu_millicores === 'number');
    },
    READY_TIMEOUT_MS + 3 * INTERVAL_SECONDS * 1000,
  );
  if (first === undefined) return;
  console.log(`\n  ${describeNode(first)}\n`);
  say('running; Ctrl-C ends it.');
}

await main();
