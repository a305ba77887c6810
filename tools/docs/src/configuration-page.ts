import {
  API_ENVIRONMENT,
  COLLECTOR_ENVIRONMENT,
  type EnvironmentSchema,
} from '@kubemonitor/config';
import { renderTable } from './table';

const INTRODUCTION = `# Configuration

<!-- Made from libs/config by \`npm run generated:update\`; do not edit. -->

Both programs read their environment once, at the start, and name every variable that is not valid before they end with exit
code 2. \`--help\` prints the same list.
`;

function renderSchema(schema: EnvironmentSchema): string {
  return renderTable(
    ['variable', 'default', 'expects', 'what'],
    Object.entries(schema).map(([name, { fallback, expects, description }]) => [
      `\`${name}\``,
      fallback === undefined || fallback === '' ? 'unset' : `\`${fallback}\``,
      expects,
      description,
    ]),
  );
}

/** docs/configuration.md. */
export function renderConfigurationPage(): string {
  return [
    INTRODUCTION,
    '## API server\n',
    renderSchema(API_ENVIRONMENT),
    '\n## Collector\n',
    renderSchema(COLLECTOR_ENVIRONMENT),
    '',
  ].join('\n');
}
