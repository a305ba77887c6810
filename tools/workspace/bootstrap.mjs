// Runs before `npm start` and `npm test`, on a fresh clone too: checks Node, installs
// what package-lock.json names when it changed, makes the output folders. Uses
// nothing but Node, since nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.kubemonitor-lock-hash';

/** True for ^20.19, ^22.13 and 24 or later: what package.json's `engines` says. */
export function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
}

function lockHash() {
  return createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
}

function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash();
}

function install() {
  const started = Date.now();
  console.log('kubemonitor: installing dependencies (npm ci, about half a minute) …');
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(command, [...prefix, 'ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    console.error('kubemonitor: npm ci failed; its messages above say why.');
    process.exit(status ?? 1);
  }
  writeFileSync(STAMP, lockHash());
  console.log(`kubemonitor: installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

if (!isSupportedNode(process.versions.node)) {
  console.error(
    `kubemonitor needs Node.js 20.19+, 22.13+ or 24+; this is ${process.versions.node}. ` +
      'Install a current one (24 LTS is recommended) and run the command again.',
  );
  process.exit(1);
}
if (!isInstalled()) install();
mkdirSync('dist/test-results', { recursive: true });
