import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { fillWorkloads } from './scene';

const file = join(__dirname, '../../../../test/e2e/workloads.yaml');

it('fills in the image everywhere, whatever its name', () => {
  const text = fillWorkloads(readFileSync(file, 'utf8'), "it's:1", 'batch/v1beta1');
  const objects = parseAllDocuments(text).map((document) => document.toJS() as { kind: string });
  const images = JSON.stringify(objects).match(/"image":"[^"]*"/g) ?? [];
  expect(new Set(images)).toEqual(new Set([`"image":"it's:1"`]));
  expect(images).toHaveLength(15);
  expect(objects.find(({ kind }) => kind === 'CronJob')).toMatchObject({
    apiVersion: 'batch/v1beta1',
  });
});
