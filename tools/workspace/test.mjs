// `npm test`: every check there is, one after another, and at the end which tests failed and how
// many ran.
// In CI (CI=true) nothing is taken from a cache.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const RESULTS = 'dist/test-results';

/** How much is said of what failed at the end of the log. */
const FAILURE_LINES = 60;
const MESSAGE_LINES = 12;
const LINE_LENGTH = 300;

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
  ['size of the dashboard', 'tools/workspace/check-dashboard-size.mjs', []],
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

/** Every project's Jest result with the project's name. */
function readResults() {
  return readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((file) => ({
      project: basename(file, '.json'),
      ...JSON.parse(readFileSync(join(RESULTS, file), 'utf8')),
    }));
}

/** Sums of the projects' results. */
function countTests(results) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) {
    counts.passed += result.numPassedTests;
    counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    counts.skipped += result.numPendingTests + result.numTodoTests;
  }
  return counts;
}

/** What failed, by its full name, with the first lines of each message; at most FAILURE_LINES. */
function describeFailures(results) {
  const lines = results.flatMap(({ project, testResults }) =>
    testResults.flatMap((file) => describeFile(project, file)),
  );
  if (lines.length <= FAILURE_LINES) return lines;
  return [...lines.slice(0, FAILURE_LINES - 1), '… and more: see above'];
}

function describeFile(project, { name, message, status, assertionResults }) {
  const path = relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  // A file that could not be run has no tests; one with skipped tests has not failed.
  if (failed.length === 0 && status === 'failed')
    return [`✘ ${project}: ${path}`, ...head(message)];
  return failed.flatMap(({ fullName, failureMessages }) => [
    `✘ ${project}: ${fullName} (${path})`,
    ...head(failureMessages.join('\n')),
  ]);
}

/** The first lines of a message, without colours and without what is empty or of a stack. */
function head(message) {
  return stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, MESSAGE_LINES)
    .map((line) => `    ${line.trimEnd().slice(0, LINE_LENGTH)}`);
}

if (isCi) for (const file of readdirSync(RESULTS)) rmSync(join(RESULTS, file));
const failed = CHECKS.filter((check) => !run(check)).map(([name]) => name);
const results = readResults();
const { passed, failed: failedTests, skipped } = countTests(results);
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
const failures = describeFailures(results);
if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
console.log(`\n${passed} passed, ${failedTests} failed, ${skipped} skipped`);
process.exit(failed.length > 0 || failedTests > 0 || passed === 0 ? 1 : 0);
