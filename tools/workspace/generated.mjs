// Files made from the code: `node tools/workspace/generated.mjs verify|update`. They are
// committed, so that people can read them; verify fails when they are not what the code says.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTypes, { COMMENT_HEADER, astToString } from 'openapi-typescript';

const OPENAPI = 'docs/openapi.json';

/** The types of the API's answers for the dashboard, made from that document. */
const API_TYPES = 'apps/dashboard/src/api/schema.ts';

/** File, and the program that prints it. */
const GENERATED = [
  [OPENAPI, ['dist/api/main.cjs', '--openapi']],
  ['docs/metrics.md', ['dist/docs/main.cjs', 'metrics']],
  ['docs/configuration.md', ['dist/docs/main.cjs', 'configuration']],
];

/** Programs that print several files as one JSON object, path → content. */
const GENERATED_SETS = [['dist/manifests/main.cjs', '--all']];

/** Folders that hold generated files only. */
const GENERATED_FOLDERS = ['deploy/base', 'deploy/overlays'];

function build() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', 'api,docs,manifests'],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    console.error(stdout, stderr);
    process.exit(1);
  }
}

function generate(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  console.error(`${args.join(' ')} failed\n${stderr}`);
  process.exit(1);
}

/** TypeScript of what the API takes and answers. */
async function generateTypes(openapi) {
  const types = await openapiTypes(JSON.parse(openapi), { immutable: true });
  return COMMENT_HEADER + astToString(types);
}

/** Every generated file: path → what it must hold. */
async function generateAll() {
  const sets = GENERATED_SETS.flatMap((args) => Object.entries(JSON.parse(generate(args))));
  const all = new Map([...GENERATED.map(([file, args]) => [file, generate(args)]), ...sets]);
  return all.set(API_TYPES, await generateTypes(all.get(OPENAPI)));
}

/** Files in the generated folders that no program makes any more. */
function findLeftOvers(wanted) {
  return GENERATED_FOLDERS.filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .filter((file) => !wanted.has(file));
}

const [mode] = process.argv.slice(2);
if (mode !== 'verify' && mode !== 'update') {
  console.error('Usage: node tools/workspace/generated.mjs verify|update');
  process.exit(2);
}
build();
const wanted = await generateAll();
const changed = [...wanted].filter(
  ([file, content]) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
);
const leftOvers = findLeftOvers(wanted);
if (mode === 'update') {
  for (const [file, content] of changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`${file} written`);
  }
  for (const file of leftOvers) {
    rmSync(file);
    console.log(`${file} removed`);
  }
  process.exit(0);
}
for (const file of [...changed.map(([file]) => file), ...leftOvers]) {
  console.error(`${file} is not what the code says; run: npm run generated:update`);
}
process.exit(changed.length + leftOvers.length > 0 ? 1 : 0);
