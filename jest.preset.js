// What every project's jest.config.js spreads: swc for TypeScript, and the import
// aliases read from tsconfig.base.json so that they are written down once.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { paths } = JSON.parse(
  readFileSync(join(__dirname, 'tsconfig.base.json'), 'utf8'),
).compilerOptions;

const moduleNameMapper = Object.fromEntries(
  Object.entries(paths).map(([alias, [target]]) => [`^${alias}$`, join(__dirname, target)]),
);

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.{ts,tsx}'],
  // Real servers on a busy machine take their time; what hangs still ends.
  testTimeout: 60_000,
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { configFile: join(__dirname, '.swcrc'), swcrc: false }],
  },
  moduleNameMapper,
  cacheDirectory: join(__dirname, 'tmp', 'jest'),
};
