import { renderConfigurationPage } from './configuration-page';
import { renderMetricsPage } from './metrics-page';

const PAGES: Readonly<Record<string, () => string>> = {
  metrics: renderMetricsPage,
  configuration: renderConfigurationPage,
};

const name = process.argv[2] ?? '';
const render = PAGES[name];
if (render === undefined) {
  process.stderr.write(`Usage: node main.cjs ${Object.keys(PAGES).join('|')}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(render());
}
