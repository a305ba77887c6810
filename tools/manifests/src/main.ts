import { createFiles } from './files';

const files = createFiles();
const [wanted] = process.argv.slice(2);
const content = wanted === undefined ? undefined : files.get(wanted);
if (wanted === '--all') {
  // For tools/workspace/generated.mjs: every file by its path.
  process.stdout.write(JSON.stringify(Object.fromEntries(files)));
} else if (content !== undefined) {
  process.stdout.write(content);
} else {
  const names = [...files.keys()].map((path) => `  ${path}\n`).join('');
  process.stderr.write(`Usage: node main.cjs --all | PATH\n\nPaths:\n${names}`);
  process.exitCode = 2;
}
