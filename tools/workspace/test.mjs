// `npm test`: every check there is, one after another, and at the end how many tests ran.
// In CI (CI=true) nothing is taken from a cache.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const RESULTS = 'dist/test-results';
const NX = 'node_modules/nx/dist/bin/nx.js';
const isCi = process.env.CI === 'true';
const uncached = isCi ? ['--skip-nx-cache'] : [];

/** Name, program and arguments of each check. */
const CHECKS = [
  ['format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['project tags and documents', 'tools/workspace/check-workspace.mjs', []],
  [
    'lint of the tools',
    'node_modules/eslint/bin/eslint.js',
    ['tools/workspace', '*.mjs', '*.js', '--max-warnings', '0'],
  ],
  [
    'lint, types, build, tests',
    NX,
    ['run-many', '-t', 'lint', 'typecheck', 'build', 'test', '--output-style=stream', ...uncached],
  ],
  ['generated files', 'tools/workspace/generated.mjs', ['verify']],
];

function run([name, program, args]) {
  const started = Date.now();
  console.log(`\n▶ ${name}`);
  const { status } = spawnSync(process.execPath, [program, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✔' : '✘'} ${name} (${seconds} s)`);
  return status === 0;
}

/** Sums of the projects' Jest results. */
function countTests() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(RESULTS).filter((name) => name.endsWith('.json'))) {
    const result = JSON.parse(readFileSync(join(RESULTS, file), 'utf8'));
    counts.passed += result.numPassedTests;
    counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    counts.skipped += result.numPendingTests + result.numTodoTests;
  }
  return counts;
}

if (isCi) for (const file of readdirSync(RESULTS)) rmSync(join(RESULTS, file));
const failed = CHECKS.filter((check) => !run(check)).map(([name]) => name);
const { passed, failed: failedTests, skipped } = countTests();
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${passed} passed, ${failedTests} failed, ${skipped} skipped`);
process.exit(failed.length > 0 || failedTests > 0 || passed === 0 ? 1 : 0);
