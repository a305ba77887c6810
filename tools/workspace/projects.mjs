// The workspace's projects, found by their project.json. No dependency, so that the
// bootstrap, the linter and the checks can all use it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOTS = ['apps', 'libs', 'tools', 'test'];
const MAX_DEPTH = 2;

/** Directories below `folder` that hold a project.json, nested ones included. */
function findProjectRoots(folder, depth) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const own = existsSync(join(path, 'project.json')) ? [path] : [];
      return depth < MAX_DEPTH ? [...own, ...findProjectRoots(path, depth + 1)] : own;
    });
}

/** Every project: its name, root (relative to the workspace) and tags. */
export function readProjects() {
  return ROOTS.flatMap((root) => findProjectRoots(root, 1)).map((root) => {
    const { name, tags = [] } = JSON.parse(readFileSync(join(root, 'project.json'), 'utf8'));
    return {
      name,
      root,
      tags,
      type: tags.find((tag) => tag.startsWith('type:')),
      platform: tags.find((tag) => tag.startsWith('platform:')),
    };
  });
}

/** Import alias → project root, from tsconfig.base.json. */
export function readAliases() {
  const { paths } = JSON.parse(readFileSync('tsconfig.base.json', 'utf8')).compilerOptions;
  return Object.entries(paths).map(([alias, [target]]) => ({
    alias,
    root: target.replace(/^\.\//, '').replace(/\/src\/index\.ts$/, ''),
  }));
}
