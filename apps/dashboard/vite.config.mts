import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const workspace = fileURLToPath(new URL('../..', import.meta.url));

/** Texts of React Aria in languages the dashboard does not speak: `…/intl/overlays/de-DE.mjs`. */
const FOREIGN_TEXTS =
  /\/react-aria[\w-]*\/dist\/.*\/intl\/.*\/(?!en-US|ko-KR)[a-z]{2}-[A-Z]{2}\.mjs$/;

/** Leaves those out of the bundle. */
function omitForeignTexts(): Plugin {
  return {
    name: 'omit-foreign-texts',
    apply: 'build',
    load: (id) => (FOREIGN_TEXTS.test(id) ? 'export default {};' : null),
  };
}

/** The pages of the dashboard, which the API server serves at its root. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  cacheDir: `${workspace}tmp/vite`,
  plugins: [omitForeignTexts()],
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: {
    alias: {
      '@kubemonitor/metrics-model': `${workspace}libs/metrics-model/src/index.ts`,
    },
  },
  build: {
    outDir: `${workspace}dist/dashboard`,
    emptyOutDir: true,
    target: 'es2022',
    // No inlined images: the content security policy has no data: for anything but pictures.
    assetsInlineLimit: 0,
    // Which files are loaded first, for the check of their size.
    manifest: true,
  },
});
