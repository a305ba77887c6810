// Bundles one app: `node tools/workspace/bundle.mjs api|collector [--image]`. For development
// packages stay outside and are loaded from node_modules; with --image everything is put
// into one minified file, which needs no node_modules; that of the API has the dashboard with it.
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { rolldown } from 'rolldown';
import { build as buildPages } from 'vite';

const require = createRequire(import.meta.url);

/** Entry points by app and output file. */
const APPS = {
  api: { 'main.cjs': 'apps/api/src/main.ts' },
  cli: { 'kubemonitor.cjs': 'apps/cli/src/main.ts' },
  docs: { 'main.cjs': 'tools/docs/src/main.ts' },
  lifecycle: { 'main.cjs': 'tools/lifecycle/src/main.ts' },
  manifests: { 'main.cjs': 'tools/manifests/src/main.ts' },
  screenshots: {
    'main.cjs': 'test/dashboard/src/screenshots/main.ts',
    'measure.cjs': 'test/dashboard/src/measure/main.ts',
  },
  collector: {
    'main.cjs': 'apps/collector/src/main.ts',
    'facts-child.cjs': 'apps/collector/src/host/facts-child.ts',
  },
  bench: {
    'main.cjs': 'tools/bench/src/main.ts',
    'report-worker.cjs': 'tools/bench/src/report/report-worker.ts',
    'probe-worker.cjs': 'tools/bench/src/measure/probe-worker.ts',
    'naive-server.cjs': 'tools/bench/src/peers/naive/main.ts',
  },
};

/** Packages Nest asks for when they are there; they are not. */
const ABSENT = [
  '@nestjs/microservices',
  '@nestjs/microservices/microservices-module',
  '@nestjs/websockets',
  '@nestjs/websockets/socket-module',
  '@nestjs/platform-express',
  '@fastify/view',
  'class-transformer/storage',
];

const SWAGGER_UI_FILES = [
  'favicon-16x16.png',
  'favicon-32x32.png',
  'index.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'swagger-ui.css',
  'package.json',
];

/** Bare package names but our own aliases. */
function isPackage(id) {
  return !/^[./\0]/.test(id) && !id.startsWith('@kubemonitor/') && !id.startsWith('@oxc-project');
}

async function bundle(input, file, forImage) {
  const build = await rolldown({
    input,
    platform: 'node',
    tsconfig: 'tsconfig.base.json',
    external: (id) => (forImage ? ABSENT.includes(id) : isPackage(id)),
    transform: {
      target: 'es2022',
      assumptions: { setPublicClassFields: true },
      typescript: { removeClassFieldsWithoutInitializer: true },
    },
  });
  await build.write({
    file,
    format: 'cjs',
    keepNames: true,
    codeSplitting: false,
    sourcemap: !forImage,
    minify: forImage ? { mangle: false, compress: true } : false,
  });
  await build.close();
}

function copyDocumentationAssets(folder) {
  const swaggerUi = dirname(require.resolve('swagger-ui-dist/package.json'));
  mkdirSync(join(folder, 'swagger-ui'), { recursive: true });
  for (const file of SWAGGER_UI_FILES) {
    copyFileSync(join(swaggerUi, file), join(folder, 'swagger-ui', file));
  }
  const redoc = dirname(require.resolve('redoc/package.json'));
  copyFileSync(join(redoc, 'bundles', 'redoc.standalone.js'), join(folder, 'redoc.standalone.js'));
}

/** Builds the dashboard and puts it beside the bundle of the API, which serves it. */
async function addDashboard(folder) {
  await buildPages({ root: 'apps/dashboard', logLevel: 'warn' });
  cpSync(join('dist', 'dashboard'), join(folder, 'dashboard'), {
    recursive: true,
    filter: (path) => !/[/\\]\.[^/\\]*$/.test(path),
  });
}

const [app, ...options] = process.argv.slice(2);
const entries = APPS[app];
if (entries === undefined) {
  console.error(`Usage: node tools/workspace/bundle.mjs ${Object.keys(APPS).join('|')} [--image]`);
  process.exit(2);
}
const forImage = options.includes('--image');
const folder = join('dist', forImage ? `${app}-image` : app);
rmSync(folder, { recursive: true, force: true });
for (const [file, input] of Object.entries(entries)) {
  await bundle(input, join(folder, file), forImage);
}
if (app === 'api') copyDocumentationAssets(join(folder, 'assets'));
if (app === 'api' && forImage) await addDashboard(folder);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
console.log(`${folder}: ${Object.keys(entries).join(', ')} (${version})`);
