// Who may use whom, by the two tags of every project.json. eslint.config.mjs turns
// this into lint errors; check-projects.mjs refuses a project without its tags.
import { readAliases, readProjects } from './projects.mjs';

/** Type of the importing project → types it may import. */
const TYPE_MAY_USE = {
  'type:app': ['type:model', 'type:parser', 'type:storage', 'type:logic'],
  'type:storage': ['type:model', 'type:logic'],
  'type:logic': ['type:model'],
  'type:parser': [],
  'type:model': ['type:model'],
  'type:testing': [],
  'type:tool': ['type:model', 'type:logic', 'type:testing'],
};

/** What tests may use besides: projects that are no part of a product. */
const TESTS_MAY_USE = ['type:testing'];
const TEST_FILES = ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**/*.ts'];

/** Platform of the importing project → platforms it may import. */
const PLATFORM_MAY_USE = {
  'platform:any': ['platform:any'],
  'platform:node': ['platform:any', 'platform:node'],
  'platform:nest': ['platform:any', 'platform:node', 'platform:nest'],
  'platform:browser': ['platform:any', 'platform:browser'],
};

const NO_FRAMEWORK = {
  group: ['@nestjs/*', '@fastify/*', 'class-validator', 'class-transformer', 'reflect-metadata'],
  message: 'Only platform:nest projects may use the framework and its decorators.',
};
const NO_NODE = { group: ['node:*'], message: 'This platform has no node modules.' };

/** Platform → package patterns its projects must not import. */
const PLATFORM_FORBIDS = {
  'platform:any': [NO_FRAMEWORK, NO_NODE],
  'platform:node': [NO_FRAMEWORK],
  'platform:nest': [],
  'platform:browser': [NO_FRAMEWORK, NO_NODE],
};

/** What is wrong with the tags of `project`, or undefined. */
export function describeTagFault({ name, tags }) {
  for (const [prefix, known] of [
    ['type:', TYPE_MAY_USE],
    ['platform:', PLATFORM_MAY_USE],
  ]) {
    const own = tags.filter((tag) => tag.startsWith(prefix));
    if (own.length !== 1) return `${name} needs exactly one "${prefix}" tag, it has ${own.length}`;
    if (!(own[0] in known)) return `${name} has the unknown tag "${own[0]}"`;
  }
  return undefined;
}

function mayUse(importer, imported, isTest) {
  const types = [...TYPE_MAY_USE[importer.type], ...(isTest ? TESTS_MAY_USE : [])];
  return (
    types.includes(imported.type) && PLATFORM_MAY_USE[importer.platform].includes(imported.platform)
  );
}

/** `no-restricted-imports` patterns for the files of `project`. */
function restrictedPatterns(project, projects, isTest) {
  const byRoot = new Map(projects.map((candidate) => [candidate.root, candidate]));
  const aliases = readAliases()
    .filter(({ root }) => root !== project.root && !mayUse(project, byRoot.get(root), isTest))
    .map(({ alias }) => ({
      regex: `^${alias}$`,
      message: `${project.name} (${project.tags.join(', ')}) may not use ${alias}.`,
    }));
  return [
    ...aliases,
    ...PLATFORM_FORBIDS[project.platform],
    {
      regex: '^@kubemonitor/[^/]+/(?!dto$)',
      message: 'Import a library by its package name, not by a path into it.',
    },
    {
      regex: '(^|/)\\.\\./.*\\b(apps|libs)/',
      message: 'Import another project by its package name, not by a relative path.',
    },
  ];
}

/** Two ESLint configuration entries a project, innermost projects last so that they win. */
export function boundaryConfigs() {
  const projects = readProjects();
  const faults = projects.map(describeTagFault).filter(Boolean);
  if (faults.length > 0) throw new Error(`Project tags: ${faults.join('; ')}.`);
  return projects
    .toSorted((a, b) => a.root.length - b.root.length)
    .flatMap((project) => [
      toConfig(project, projects, [`${project.root}/**/*.{ts,tsx}`], false),
      toConfig(
        project,
        projects,
        TEST_FILES.map((files) => `${project.root}/${files}`),
        true,
      ),
    ]);
}

function toConfig(project, projects, files, isTest) {
  const patterns = restrictedPatterns(project, projects, isTest);
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}
