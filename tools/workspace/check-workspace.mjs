// Checks what no linter sees: project tags, links between documents, the Korean README
// against the English one.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeTagFault } from './boundaries.mjs';
import { readProjects } from './projects.mjs';

const faults = [];

for (const project of readProjects()) {
  const fault = describeTagFault(project);
  if (fault !== undefined) faults.push(fault);
}

function trackedFiles(pattern) {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', pattern];
  return spawnSync('git', args, { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
}

/** Relative links of a Markdown file that lead nowhere. */
function brokenLinks(file) {
  const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)\s#]+)(#[^)\s]*)?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(dirname(file), target)));
}

for (const file of trackedFiles('*.md').filter((name) => existsSync(name))) {
  for (const target of brokenLinks(file)) faults.push(`${file}: no file at ${target}`);
}

/** Code blocks, tables' first columns apart, must be the same in every language. */
function codeBlocks(file) {
  return [...readFileSync(file, 'utf8').matchAll(/```[\s\S]*?```/g)].map(([block]) =>
    block.replace(/#.*$/gm, '').trim(),
  );
}

function headingLevels(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^(#+) /gm)]
    .map(([, marks]) => marks.length)
    .join();
}

if (codeBlocks('README.md').join('\n') !== codeBlocks('README.ko.md').join('\n')) {
  faults.push('README.ko.md has other code blocks than README.md');
}
if (headingLevels('README.md') !== headingLevels('README.ko.md')) {
  faults.push('README.ko.md has other headings than README.md');
}

for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
