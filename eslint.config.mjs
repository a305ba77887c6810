import tseslint from 'typescript-eslint';
import { boundaryConfigs } from './tools/workspace/boundaries.mjs';

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      'tmp/**',
      '.nx/**',
      'test/fixtures/**',
      'apps/dashboard/src/api/schema.ts',
    ],
  },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
      'no-empty': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // A decorated class needs its imports at run time (emitDecoratorMetadata).
  {
    files: ['apps/api/**/*.ts', 'libs/metrics-model/dto/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  { files: ['**/*.spec.ts'], rules: { 'max-lines': 'off' } },
  ...boundaryConfigs(),
);
