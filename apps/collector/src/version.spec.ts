import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTOR_VERSION } from './version';

it('is the version of the workspace', () => {
  const file = readFileSync(join(__dirname, '../../../package.json'), 'utf8');

  expect(COLLECTOR_VERSION).toBe((JSON.parse(file) as { version: string }).version);
});
