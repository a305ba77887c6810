// Files made from the code: `node tools/workspace/generated.mjs verify|update`. They are
// committed, so that people can read them; verify fails when they are not what the code says.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** File, and the program that prints it. */
const GENERATED = [
  ['docs/openapi.json', ['dist/api/main.cjs', '--openapi']],
  ['docs/metrics.md', ['dist/docs/main.cjs', 'metrics']],
  ['docs/configuration.md', ['dist/docs/main.cjs', 'configuration']],
];

function build() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', 'api,docs'],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    console.error(stdout, stderr);
    process.exit(1);
  }
}

function generate(file, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  console.error(`${file}: ${args.join(' ')} failed\n${stderr}`);
  process.exit(1);
}

const [mode] = process.argv.slice(2);
if (mode !== 'verify' && mode !== 'update') {
  console.error('Usage: node tools/workspace/generated.mjs verify|update');
  process.exit(2);
}
build();
let stale = 0;
for (const [file, args] of GENERATED) {
  const wanted = generate(file, args);
  const isSame = existsSync(file) && readFileSync(file, 'utf8') === wanted;
  if (isSame) continue;
  if (mode === 'update') {
    writeFileSync(file, wanted);
    console.log(`${file} written`);
  } else {
    console.error(`${file} is not what the code says; run: npm run generated:update`);
    stale += 1;
  }
}
process.exit(stale > 0 ? 1 : 0);
