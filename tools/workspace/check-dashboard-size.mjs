// Holds what a browser loads before the dashboard's first view against a budget, packed with gzip as
// the API server sends it. Run after the build: `node tools/workspace/check-dashboard-size.mjs`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FOLDER = 'dist/dashboard';

/** The page itself, and the view most people open first. */
const FIRST = ['index.html', 'src/pages/overview/index.tsx'];

/** Kilobytes of 1,000 bytes. */
const BUDGETS_KB = { js: 220, css: 20 };

const manifest = JSON.parse(readFileSync(join(FOLDER, '.vite/manifest.json'), 'utf8'));

/** The entry and all it imports at once; what it loads later is not counted. */
function collect(name, found) {
  if (found.has(name)) return found;
  const entry = manifest[name];
  if (entry === undefined) throw new Error(`the build has no ${name}`);
  found.add(name);
  for (const imported of entry.imports ?? []) collect(imported, found);
  return found;
}

const entries = [...FIRST.reduce((found, name) => collect(name, found), new Set())].map(
  (name) => manifest[name],
);
const files = new Set(entries.flatMap(({ file, css = [] }) => [file, ...css]));
const faults = [];
for (const [kind, budget] of Object.entries(BUDGETS_KB)) {
  const sizes = [...files]
    .filter((file) => file.endsWith(`.${kind}`))
    .map((file) => gzipSync(readFileSync(join(FOLDER, file)), { level: 9 }).length);
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  console.log(`${kind} of the first view: ${kilobytes.toFixed(1)} kB of ${budget} kB`);
  if (kilobytes > budget) faults.push(`${kind} is over its budget of ${budget} kB`);
}
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
